// Built from text, because oxlint rejects control characters in regular expressions.
const colour = '\\u001b\\[[0-9;:]*m'
const link = '\\u001b\\]8;[^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)'
// Sequences that set up, query or reset a terminal have several shapes; an escape that starts none of them is removed alone.
const sequences = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)|[PX^_][^\\u001b]*\\u001b\\\\|[ -/]+[0-~]|[0-Z\\\\-~]|)',
  'g',
)
const kept = new RegExp(`^(?:${colour}|${link})$`)
const safeLink = new RegExp('^\\u001b\\]8;[^;]*;(?:|https?://[^\\u0007\\u001b]*)(?:\\u0007|\\u001b\\\\)$')
const controls = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f]/g
/** Windows ends lines with carriage returns. */
const lineReturns = /\r+$/
// Sequences that move the cursor within its line, or erase in it.
const moving = new RegExp('[\\r\\u0008]|\\u001b\\[[0-9;]*[CDGKPX]')
const tokens = new RegExp(`${sequences.source}|[\\s\\S]`, 'gu')
const motion = new RegExp('^\\u001b\\[([0-9]*)([0-9;]*)([CDGKPX])$')

/** Colours and links that painted text may contain, as one pattern without flags. */
export const paintedSequence = `${colour}|${link}`

/** Text without terminal sequences, as people read, copy and search it; a progress bar shows its last state. */
export function plainText(line: string): string {
  const text = line.replace(lineReturns, '')
  const resolved = moving.test(text)
    ? resolve(text)
        .map((cell) => cell.text)
        .join('')
        .trimEnd()
    : text
  return resolved.replace(sequences, '').replace(controls, '')
}

/**
 * Text that is safe to paint: keeps colours and web links, removes all other sequences, shows the last state of progress bars, and turns tabs into
 * blanks.
 */
export function paintable(line: string): string {
  const text = line.replace(lineReturns, '')
  const resolved = moving.test(text) ? printed(resolve(text)) : text
  return resolved
    .replace(sequences, (sequence) => (kept.test(sequence) && isSafe(sequence) ? sequence : ''))
    .replaceAll('\t', '    ')
    .replace(/[\u0000-\u0006\u0008\u000a-\u001a\u001c-\u001f\u007f]/g, '')
    .replace(loneBells, '$1')
}

const loneBells = new RegExp(`(${link})|\\u0007`, 'g')

function isSafe(sequence: string): boolean {
  return sequence[1] === '[' || safeLink.test(sequence)
}

interface Cell {
  readonly text: string
  readonly style: string
}

/** What a line shows after everything was printed, as on a terminal with one row. */
function resolve(text: string): Cell[] {
  const cells: Cell[] = []
  let at = 0
  let style = ''
  for (const [token] of text.matchAll(tokens)) {
    const move = motion.exec(token)
    if (token === '\r') at = 0
    else if (token === '\b') at = Math.max(0, at - 1)
    else if (move !== null) at = moved(cells, at, move[3] ?? '', move[1] ?? '')
    else if (token.startsWith('\u001b')) style = styleAfter(style, token)
    else {
      while (cells.length < at) cells.push({ text: ' ', style: '' })
      cells[at] = { text: token, style }
      at += 1
    }
  }
  return cells
}

function moved(cells: Cell[], at: number, command: string, argument: string): number {
  const count = argument === '' ? (command === 'K' ? 0 : 1) : Number(argument)
  // Nobody needs a wider terminal for a log; such a column can only be meant to break the reader.
  const column = (wanted: number): number => Math.max(0, Math.min(10_000, wanted))
  if (command === 'C') return column(at + count)
  if (command === 'D') return column(at - count)
  if (command === 'G') return column(count - 1)
  if (command === 'K' && count === 0) cells.length = Math.min(cells.length, at)
  else if (command === 'K') cells.fill({ text: ' ', style: '' }, 0, count === 2 ? cells.length : at + 1)
  else if (command === 'P') cells.splice(at, count)
  else if (command === 'X') cells.fill({ text: ' ', style: '' }, at, at + count)
  return at
}

function styleAfter(style: string, token: string): string {
  if (!kept.test(token)) return style
  return /^.\[0*m$/s.test(token) ? '' : style + token
}

function printed(cells: readonly Cell[]): string {
  let style = ''
  let text = ''
  for (const cell of cells) {
    if (cell.style !== style) {
      text += style === '' ? cell.style : `\u001b[0m${cell.style}`
      style = cell.style
    }
    text += cell.text
  }
  return style === '' ? text : `${text}\u001b[0m`
}
