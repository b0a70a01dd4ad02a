// oxlint reads control characters in a literal as a mistake, so the expressions are built from text.
const colour = '\\u001b\\[[0-9;:]*m'
const link = '\\u001b\\]8;[^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)'
// What sets a terminal up, asks it or resets it has several shapes; an escape that begins none of them goes by itself.
const sequences = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)|[PX^_][^\\u001b]*\\u001b\\\\|[ -/]+[0-~]|[0-Z\\\\-~]|)',
  'g',
)
const kept = new RegExp(`^(?:${colour}|${link})$`)
const safeLink = new RegExp('^\\u001b\\]8;[^;]*;(?:|https?://[^\\u0007\\u001b]*)(?:\\u0007|\\u001b\\\\)$')
const controls = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f]/g
/** Windows ends its lines with them. */
const lineReturns = /\r+$/
// What moves the cursor inside of its line, or erases in it.
const moving = new RegExp('[\\r\\u0008]|\\u001b\\[[0-9;]*[CDGKPX]')
const tokens = new RegExp(`${sequences.source}|[\\s\\S]`, 'gu')
const motion = new RegExp('^\\u001b\\[([0-9]*)([0-9;]*)([CDGKPX])$')

/** Colours and links that may stand in painted text, as one pattern without flags. */
export const paintedSequence = `${colour}|${link}`

/** Text without terminal sequences, as a person reads, copies and searches it; a progress bar shows what came last. */
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

/** Text that is safe to paint: colours and web links stay, every other sequence goes, progress bars show their last state, tabs are blanks. */
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

/** What stands in the line after everything was printed: a terminal of one row. */
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
  // A log is no place for terminals wider than this; whoever prints such a column wants to break the reader.
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
