import { parseCriLine } from './cri.ts'
import { contentStart, isPartial } from './cri-head.ts'
import { readGroupMark, type GroupMark } from './group-marks.ts'
import { growingUint32 } from './growing.ts'
import { plainText } from './terminal-text.ts'

/** Converts between bytes and text. Passed in, because the domain has neither DOM nor Node. */
export interface TextCodec {
  decode(bytes: Uint8Array): string
  encode(text: string): Uint8Array
}

/** A logical line of a log, with partial CRI lines joined. `time` is RFC 3339, empty if the log has none. */
export interface LogLine {
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** A group mark with its line number. */
export interface MarkedLine {
  readonly line: number
  readonly time: string
  readonly mark: GroupMark
}

/** Whole logical lines of a log as bytes, with their starts. Lines count from 0 within the block; nothing is decoded until needed. */
export interface LogBlock {
  readonly bytes: Uint8Array
  readonly lineCount: number
  readonly starts: Uint32Array
  /** Lines that need a terminal to be read (cursor moves, links, partial lines), in order. All others are their bytes without colours. */
  readonly odd: Uint32Array
  /** Positions of colours after text, except those at the beginning of a line or right after another colour. Odd lines may have further ones. */
  readonly colours: Uint32Array
  readonly marks: readonly MarkedLine[]
}

export const newline = 10
export const escape = 27
const carriageReturn = 13
const tab = 9

/** Finds the lines of bytes that consist of whole logical lines, in one pass. */
export function parseBlock(bytes: Uint8Array, codec: TextCodec): LogBlock {
  const starts = growingUint32()
  const odd = growingUint32()
  const marks: MarkedLine[] = []
  const colours = growingUint32()
  let joining = false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at < bytes.length) {
    const content = contentStart(bytes, at)
    const goesOn = isPartial(bytes, at, content)
    if (!joining) starts.push(at)
    let isOdd = joining || goesOn
    let end = content
    let textFrom = content
    for (;;) {
      end = nextControl(view, end)
      const what = bytes[end] ?? newline
      if (what === newline) break
      if (what === tab) {
        end += 1
        continue
      }
      const behind = what === escape ? colourEnd(bytes, end) : 0
      if (behind > 0) {
        if (end > textFrom) colours.push(end)
        end = behind
        textFrom = behind
        continue
      }
      const lineEnd = bytes.indexOf(newline, end)
      isOdd ||= what !== carriageReturn || !onlyReturns(bytes, end, lineEnd)
      end = lineEnd < 0 ? bytes.length : lineEnd
      break
    }
    if (isOdd && !joining) odd.push(starts.length - 1)
    if (!joining && mayBeMark(bytes, content, isOdd)) {
      const { time, text } = parseCriLine(codec.decode(bytes.subarray(at, end)))
      const mark = readGroupMark(text.replace(/\r+$/, ''))
      if (mark !== undefined) marks.push({ line: starts.length - 1, time, mark })
    }
    joining = goesOn
    at = end + 1
  }
  return { bytes, lineCount: starts.length, starts: starts.view(), odd: odd.view(), colours: colours.view(), marks }
}

/** A line as written, terminal sequences included. */
export function readLine({ bytes, starts, lineCount }: LogBlock, line: number, codec: TextCodec): LogLine {
  const end = line + 1 < lineCount ? (starts[line + 1] ?? 0) : bytes.length
  const [first = '', ...more] = codec.decode(bytes.subarray(starts[line], end)).replace(/\n$/, '').split('\n')
  const { time, stream, text } = parseCriLine(first)
  return { time, stream, text: more.length === 0 ? text : text + more.map((part) => parseCriLine(part).text).join('') }
}

/** A line as people read it: without time stamp and terminal sequences. */
export function readPlain(block: LogBlock, line: number, codec: TextCodec): string {
  return plainText(readLine(block, line, codec).text)
}

/** All lines as people read them, each with a line end. */
export function readPlainBlock(block: LogBlock, codec: TextCodec): string {
  const { bytes, starts, odd, lineCount } = block
  // Joining partial lines only removes heads and line ends, but moving the cursor may add blanks.
  const extra = Array.from(odd, (line) => codec.encode(readPlain(block, line, codec)))
  const plain = new Uint8Array(bytes.length + 1 + extra.reduce((sum, words) => sum + words.length, 0))
  let nextOdd = 0
  let to = 0
  for (let line = 0; line < lineCount; line += 1) {
    const words = odd[nextOdd] === line ? extra[nextOdd] : undefined
    if (words !== undefined) {
      nextOdd += 1
      plain.set(words, to)
      to += words.length
    } else {
      for (let at = contentStart(bytes, starts[line] ?? 0); at < bytes.length;) {
        const byte = bytes[at] ?? newline
        if (byte === newline) break
        at = byte === escape ? colourEnd(bytes, at) : at + 1
        if (byte === escape || byte === carriageReturn) continue
        plain[to] = byte
        to += 1
      }
    }
    plain[to] = newline
    to += 1
  }
  return codec.decode(plain.subarray(0, to))
}

/** The next byte below 32, or the end. Looks at eight bytes at a time, which is four times as fast. */
function nextControl(view: DataView, from: number): number {
  const limit = view.byteLength
  let at = from
  for (; at + 8 <= limit; at += 8) {
    const first = belowBlank(view.getInt32(at, true))
    const second = belowBlank(view.getInt32(at + 4, true))
    if (first !== 0) return at + lowestByte(first)
    if (second !== 0) return at + 4 + lowestByte(second)
  }
  while (at < limit && view.getUint8(at) >= 32) at += 1
  return at
}

/** Sets the highest bit of each byte below 32 in four bytes; exact up to the first such byte. */
function belowBlank(bytes: number): number {
  return (bytes - 0x20202020) & ~bytes & 0x80808080
}

function lowestByte(bits: number): number {
  return (31 - Math.clz32(bits & -bits)) >> 3
}

/** The position after the colour sequence at `at`; 0 if it is another sequence. */
export function colourEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at + 1] !== 91) return 0
  let end = at + 2
  while (isColourParameter(bytes[end] ?? 0)) end += 1
  return bytes[end] === 109 ? end + 1 : 0
}

/** Digits and their separators. */
export function isColourParameter(byte: number): boolean {
  return byte >= 48 && byte < 64
}

/** Windows ends lines with a carriage return too. */
function onlyReturns(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== carriageReturn) return false
  return true
}

/** Checks the first bytes for `::group::`, `##[group]`, `section_start`, `---`, `+++`, `~~~`, `^^^`; GitLab's mark may come after an erased line. */
export function mayBeMark(bytes: Uint8Array, at: number, isOdd: boolean): boolean {
  const first = bytes[at] ?? newline
  if (first === escape) return isOdd
  return doubled.has(first) ? bytes[at + 1] === first : first === 115 && bytes[at + 1] === 101 && bytes[at + 2] === 99
}

const doubled: ReadonlySet<number> = new Set([...'#+-:^~'].map((character) => character.charCodeAt(0)))
