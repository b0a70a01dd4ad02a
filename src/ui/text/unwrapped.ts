// Ideographs, kana, and full-width punctuation.
const wide = String.raw`[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]`
const betweenWide = new RegExp(`(?<=${wide})[ \\t]*\\n[ \\t]*(?=${wide})`, 'g')

/** Joins lines that were wrapped within Japanese or Chinese, where a line break would show as a space. */
export function unwrapped(text: string): string {
  return text.replace(betweenWide, '')
}
