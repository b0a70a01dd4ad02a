/** Splits a name that may not fit into head and tail, since both ends tell names apart: `bookshelf…release`. */
export function headAndTail(text: string, fits: number): readonly [head: string, tail: string] {
  const characters = [...text]
  if (characters.length <= fits) return [text, '']
  const tail = characters.length - Math.floor(fits / 2)
  return [characters.slice(0, tail).join(''), characters.slice(tail).join('')]
}
