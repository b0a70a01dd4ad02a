import { paintedSequence } from '#domain/logs/terminal-text.ts'

const sequence = new RegExp(paintedSequence, 'y')
const linkStart = '\u001b]8;'
const linkEnd = '\u001b]8;;\u0007'
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
// Wide and full-width characters and emoji take two columns in a terminal (Unicode Standard Annex 11).
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

type Token =
  | { readonly kind: 'sequence'; readonly text: string }
  | { readonly kind: 'character'; readonly text: string }

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
      tokens.push({ kind: 'sequence', text: found[0] })
      plainFrom = at + found[0].length
    }
    at = text.indexOf('\u001b', Math.max(at + 1, plainFrom))
  }
  addPlain(text.length)
  return tokens
}

/** The colours and the link in force, to be repeated where a line wraps. */
interface Active {
  readonly colours: string
  readonly link: string
}
const nothing: Active = { colours: '', link: '' }

function activeAfter(active: Active, text: string): Active {
  if (text.startsWith(linkStart)) return { ...active, link: /^.\]8;[^;]*;[^\u0007\u001b]/s.test(text) ? text : '' }
  return { ...active, colours: text === '\u001b[0m' || text === '\u001b[m' ? '' : active.colours + text }
}

function isSimple(text: string): boolean {
  return !text.includes('\u001b') && !wide.test(text)
}

/**
 * Cuts painted text into rows of at most `columns` terminal columns. Each row repeats the colours and link in force at
 * its start.
 */
export function wrapLine(text: string, columns: number): string[] {
  if (text.length <= columns && isSimple(text)) return [text]
  const rows: string[] = []
  let row = ''
  let width = 0
  let active = nothing
  for (const token of tokensOf(text)) {
    if (token.kind === 'sequence') {
      active = activeAfter(active, token.text)
      row += token.text
      continue
    }
    const size = wide.test(token.text) ? 2 : 1
    if (width + size > columns && width > 0) {
      rows.push(active.link === '' ? row : row + linkEnd)
      row = active.colours + active.link
      width = 0
    }
    row += token.text
    width += size
  }
  return [...rows, row]
}

/** At most `columns` columns of painted text from `from` on; half of a wide character becomes a blank. */
export function cutLine(text: string, from: number, columns: number): string {
  if (from === 0 && text.length <= columns && isSimple(text)) return text
  let row = ''
  let column = 0
  for (const token of tokensOf(text)) {
    if (token.kind === 'sequence') {
      row += token.text
      continue
    }
    const size = wide.test(token.text) ? 2 : 1
    const [start, end] = [column, column + size]
    column = end
    if (end <= from) continue
    if (start >= from + columns) break
    row += start < from || end > from + columns ? ' ' : token.text
  }
  return row
}

/** How many terminal columns painted text takes. */
export function widthOf(text: string): number {
  if (isSimple(text)) return text.length
  return tokensOf(text).reduce(
    (width, token) => (token.kind === 'sequence' ? width : width + (wide.test(token.text) ? 2 : 1)),
    0,
  )
}

/** Puts `on` before and `off` after every match of a global pattern in painted text, across colour changes. */
export function markHits(text: string, pattern: RegExp | undefined, on: string, off: string): string {
  if (pattern === undefined) return text
  const tokens = tokensOf(text)
  const plain = tokens.map((token) => (token.kind === 'character' ? token.text : '')).join('')
  const hits = [...plain.matchAll(pattern)]
    .filter(([hit]) => hit !== '')
    .map(({ 0: hit, index }) => ({ from: index, to: index + hit.length }))
  if (hits.length === 0) return text
  let offset = 0
  return tokens
    .map((token) => {
      if (token.kind === 'sequence')
        return hits.some((hit) => offset > hit.from && offset < hit.to) ? token.text + on : token.text
      const start = offset
      offset += token.text.length
      const before = hits.some((hit) => hit.from >= start && hit.from < offset) ? on : ''
      const after = hits.some((hit) => hit.to > start && hit.to <= offset) ? off : ''
      return before + token.text + after
    })
    .join('')
}
