// Ideographs, kana, and the punctuation that is as wide as they are.
const wide = String.raw`[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]`
const betweenWide = new RegExp(`(?<=${wide})[ \\t]*\\n[ \\t]*(?=${wide})`, 'g')

/** A text that was wrapped where Japanese or Chinese has no blank, without the blank that a line end would be shown as. */
export function unwrapped(text: string): string {
  return text.replace(betweenWide, '')
}
