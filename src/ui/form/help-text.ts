import { unwrapped } from '../text/unwrapped.ts'

/** Markdown documentation, split into what is read at once and what is shown on demand. */
export interface HelpText {
  readonly first: string
  readonly rest: string
}

// A blank line, or the start of another block: heading, list, quotation, table, code.
const paragraphEnds = /\n[ \t]*(?:\n|(?=#{1,6} |[-*+] |\d+[.)] |>|\||```|~~~))/

/** The first paragraph of a documentation, and the rest. If it does not begin with a paragraph, all of it is rest. */
export function helpText(doc: string): HelpText {
  const text = doc.trim()
  const [first = ''] = `\n${text}`.split(paragraphEnds, 1)
  return { first: unwrapped(first.trim()), rest: text.slice(first.trim().length).trim() }
}

/** Whether a paragraph is the same with and without Markdown. */
export function isPlain(paragraph: string): boolean {
  return !/[`*_[\]<&\\~]|https?:/.test(paragraph)
}

/** A paragraph without markup, for places that only take text. */
export function withoutMarks(paragraph: string): string {
  return paragraph.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]|(?<!\w)_|_(?!\w)/g, '')
}
