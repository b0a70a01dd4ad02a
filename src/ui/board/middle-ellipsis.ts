/** Shortens a name in its middle, so that the ends that tell names apart stay: `bookshelf…release`. */
export function middleEllipsis(text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  const head = Math.ceil((most - 1) / 2)
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`
}
