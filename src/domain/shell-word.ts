/** Quotes a text as one word of a shell, where it needs quotes. */
export function shellWord(text: string): string {
  return /^[\w./=:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
