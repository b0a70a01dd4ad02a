const sequence = new RegExp('\\u001b\\[[0-9;:]*m', 'y')
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
// Wide and full-width characters and emoji take two columns in a terminal (Unicode Standard Annex 11).
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

type Token = { readonly kind: 'colour'; readonly text: string } | { readonly kind: 'character'; readonly text: string }

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let plainFrom = 0
  let at = text.indexOf('\u001b')
  const addPlain = (to: number): void => {
    for (const { segment } of segmenter.segment(text.slice(plainFrom, to)))
      tokens.push({ kind: 'character', text: segment })
  }
  while (at >= 0) {
    sequence.lastIndex = at
    const found = sequence.exec(text)
    if (found !== null) {
      addPlain(at)
      tokens.push({ kind: 'colour', text: found[0] })
      plainFrom = at + found[0].length
    }
    at = text.indexOf('\u001b', Math.max(at + 1, plainFrom))
  }
  addPlain(text.length)
  return tokens
}

function isReset(colour: string): boolean {
  return colour === '\u001b[0m' || colour === '\u001b[m'
}

/** Cuts painted text into rows of at most `columns` terminal columns; each row carries the colours that were on when it began. */
export function wrapLine(text: string, columns: number): string[] {
  if (text.length <= columns && !text.includes('\u001b') && !wide.test(text)) return [text]
  const rows: string[] = []
  let row = ''
  let width = 0
  let active = ''
  for (const token of tokensOf(text)) {
    if (token.kind === 'colour') {
      active = isReset(token.text) ? '' : active + token.text
      row += token.text
      continue
    }
    const size = wide.test(token.text) ? 2 : 1
    if (width + size > columns && width > 0) {
      rows.push(row)
      row = active
      width = 0
    }
    row += token.text
    width += size
  }
  return [...rows, row]
}

/** Puts `on` before and `off` after every occurrence of the words in painted text, whatever colours stand inside them. */
export function markHits(text: string, words: string, on: string, off: string): string {
  if (words === '') return text
  const tokens = tokensOf(text)
  const characters = tokens.filter((token) => token.kind === 'character')
  const plain = characters
    .map((token) => token.text)
    .join('')
    .toLowerCase()
  const hits: { from: number; to: number }[] = []
  const wanted = words.toLowerCase()
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length))
    hits.push({ from: at, to: at + wanted.length })
  let offset = 0
  return tokens
    .map((token) => {
      if (token.kind === 'colour')
        return hits.some((hit) => offset > hit.from && offset < hit.to) ? token.text + on : token.text
      const before = hits.some((hit) => hit.from === offset) ? on : ''
      offset += token.text.length
      return before + token.text + (hits.some((hit) => hit.to === offset) ? off : '')
    })
    .join('')
}
