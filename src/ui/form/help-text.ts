import { unwrapped } from '../text/unwrapped.ts'

/** What is read at once of a documentation in Markdown, and what stands behind it. */
export interface HelpText {
  readonly first: string
  readonly rest: string
}

// A blank line, or what begins another block: a heading, a list, a quotation, a table, a block of code.
const paragraphEnds = /\n[ \t]*(?:\n|(?=#{1,6} |[-*+] |\d+[.)] |>|\||```|~~~))/

/** The first paragraph of a documentation, and the rest; what does not begin with a paragraph is rest as a whole. */
export function helpText(doc: string): HelpText {
  const text = doc.trim()
  const [first = ''] = `\n${text}`.split(paragraphEnds, 1)
  return { first: unwrapped(first.trim()), rest: text.slice(first.trim().length).trim() }
}

/** Whether a paragraph says the same with and without Markdown. */
export function isPlain(paragraph: string): boolean {
  return !/[`*_[\]<&\\~]|https?:/.test(paragraph)
}

/** A paragraph without its marks, for places that take nothing but text. */
export function withoutMarks(paragraph: string): string {
  return paragraph.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]|(?<!\w)_|_(?!\w)/g, '')
}
