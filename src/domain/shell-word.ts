/** A text as one word of a shell: as it is where it can be, otherwise in quotes. */
export function shellWord(text: string): string {
  return /^[\w./=:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
