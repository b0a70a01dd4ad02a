import { parseCriLine } from '#domain/logs/cri.ts'

/** A logical line of a log: partial CRI lines are joined. `time` is RFC 3339, empty where the log has none. */
export interface LogLine {
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface LogStore {
  /** Takes the next bytes of the log; they may end anywhere, even inside a character. */
  append(bytes: Uint8Array): void
  readonly lineCount: number
  readonly byteCount: number
  /** Line by number from 0; undefined beyond the end. */
  line(number: number): LogLine | undefined
  /** Numbers of all lines whose text holds the words, in order. */
  search(words: string, matchCase: boolean): Uint32Array<ArrayBuffer>
}

const newline = 10
const space = 32
const partialTag = 80

/** Keeps the raw bytes of one log and where its lines start; text is decoded only for lines that are asked for. */
export function createLogStore(): LogStore {
  let bytes = new Uint8Array(1 << 16)
  let length = 0
  let scanned = 0
  let starts = new Float64Array(1 << 10)
  let lineCount = 0
  let continues = false
  const decoder = new TextDecoder()

  function reserve(more: number): void {
    if (length + more <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more))
    larger.set(bytes.subarray(0, length))
    bytes = larger
  }

  function addLine(start: number): void {
    if (lineCount === starts.length) {
      const larger = new Float64Array(starts.length * 2)
      larger.set(starts)
      starts = larger
    }
    starts[lineCount] = start
    lineCount += 1
  }

  function isPartial(start: number, end: number): boolean {
    const first = bytes.indexOf(space, start)
    const second = first < 0 ? -1 : bytes.indexOf(space, first + 1)
    return second > 0 && second + 1 < end && bytes[second + 1] === partialTag
  }

  function physicalEnd(start: number): number {
    const end = bytes.subarray(start, length).indexOf(newline)
    return end < 0 ? length : start + end
  }

  function readLine(number: number): LogLine | undefined {
    let start = starts[number]
    if (number >= lineCount || start === undefined) return undefined
    const limit = number + 1 < lineCount ? (starts[number + 1] ?? scanned) : scanned
    const parts: string[] = []
    let head = parseCriLine('')
    while (start < limit) {
      const end = physicalEnd(start)
      const part = parseCriLine(decoder.decode(bytes.subarray(start, end)))
      if (parts.length === 0) head = part
      parts.push(part.text)
      start = end + 1
    }
    return { time: head.time, stream: head.stream, text: parts.join('') }
  }

  return {
    append(more) {
      reserve(more.length)
      bytes.set(more, length)
      length += more.length
      for (;;) {
        const end = bytes.subarray(scanned, length).indexOf(newline)
        if (end < 0) return
        if (!continues) addLine(scanned)
        continues = isPartial(scanned, scanned + end)
        scanned += end + 1
      }
    },
    get lineCount() {
      return lineCount
    },
    get byteCount() {
      return length
    },
    line: readLine,
    search(words, matchCase) {
      if (words === '') return new Uint32Array()
      const wanted = matchCase ? words : words.toLowerCase()
      const found: number[] = []
      for (let number = 0; number < lineCount; number += 1) {
        const text = plainText(readLine(number)?.text ?? '')
        if ((matchCase ? text : text.toLowerCase()).includes(wanted)) found.push(number)
      }
      return Uint32Array.from(found)
    },
  }
}

// oxlint reads control characters in a literal as a mistake, so the expression is built from text.
const escapes = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)|[@-Z\\\\-_])',
  'g',
)

/** Text without terminal sequences, as a person reads, copies and searches it; a carriage return shows what came last. */
export function plainText(text: string): string {
  return heading(lastState(text.replace(escapes, '')))
}

/** Text that is safe to paint: colours stay, every other terminal sequence goes, progress bars show their last state, tabs are blanks. */
export function paintable(text: string): string {
  const coloured = text.replace(escapes, (sequence) => (/^\u001b\[[0-9;:]*m$/.test(sequence) ? sequence : ''))
  return heading(lastState(coloured), '\u001b[1m', '\u001b[22m')
    .replaceAll('\t', '    ')
    .replace(/[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f]/g, '')
}

function lastState(text: string): string {
  const states = text.split('\r').filter((state) => state !== '')
  return states.at(-1) ?? ''
}

/** Group marks of build logs (`::group::title`, `::endgroup::`) are headings for people, not commands to read. */
function heading(text: string, on = '', off = ''): string {
  const title = /^::group::(.*)$/.exec(text)?.[1]
  if (title !== undefined) return `${on}▾ ${title}${off}`
  return text === '::endgroup::' ? '' : text
}
