import { parseCriLine } from '#domain/logs/cri.ts'
import { markBytes, readGroupMark, type GroupMark } from '#domain/logs/group-marks.ts'
import { plainText } from '#domain/logs/terminal-text.ts'
import { growingFloat64 } from './growing.ts'
import { createPlainLines, type PlainLines } from './plain-lines.ts'
import { createRawBytes } from './raw-bytes.ts'

/** A logical line of a log: partial CRI lines are joined. `time` is RFC 3339, empty where the log has none. */
export interface LogLine {
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface LogStore {
  /** Takes the next bytes of the log; they may end anywhere, even inside a character. They belong to the store from then on. */
  append(bytes: Uint8Array): void
  readonly lineCount: number
  readonly byteCount: number
  /** Line by number from 0; undefined beyond the end. */
  line(number: number): LogLine | undefined
  /** All lines as people read them. */
  readonly plain: PlainLines
  /** Marks of groups in order; more may come. */
  readonly marks: readonly { readonly line: number; readonly mark: GroupMark }[]
}

const newline = 10
const space = 32
const escape = 27
const bracket = 91
const partialTag = 80
const fullTag = 70
/** `2026-11-24T10:00:00.123456789Z stdout F `: where the text begins when a time has all its digits. */
const usualHead = 40

/** Keeps the raw bytes of one log, where its lines start, and what they say; a line is decoded only when it is asked for. */
export function createLogStore(): LogStore {
  const raw = createRawBytes()
  const plain = createPlainLines()
  const starts = growingFloat64()
  const marks: { line: number; mark: GroupMark }[] = []
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let scanned = 0
  let joining = false

  function headOf(bytes: Uint8Array, start: number, end: number): number {
    const usual = start + usualHead
    if (usual <= end && bytes[usual - 1] === space && bytes[usual - 3] === space && bytes[start + 30] === space)
      return usual
    const first = bytes.indexOf(space, start)
    const second = first < 0 ? -1 : bytes.indexOf(space, first + 1)
    const tag = bytes[second + 1]
    const isCri = second > 0 && second < end && (tag === fullTag || tag === partialTag)
    return isCri ? Math.min(second + 3, end) : start
  }

  /** Copies what a person reads; false where only a terminal could tell what that is. */
  function copyPlain(bytes: Uint8Array, from: number, end: number): boolean {
    const target = plain.room(end - from)
    const into = target.bytes
    let to = target.offset
    for (let at = from; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte >= space || byte === 9) {
        into[to] = byte
        to += 1
      } else if (byte === escape && bytes[at + 1] === bracket) {
        at += 2
        while (at < end && ((bytes[at] ?? 0) < 64 || (bytes[at] ?? 0) > 126)) at += 1
        // Only colours (m) leave the text as it is.
        if (bytes[at] !== 109) return false
      } else return false
    }
    plain.end(to)
    return true
  }

  function writePlain(text: string): void {
    const bytes = encoder.encode(text)
    const { bytes: into, offset } = plain.room(bytes.length)
    into.set(bytes, offset)
    plain.end(offset + bytes.length)
  }

  /** Takes a physical line that lies in `bytes`; `base` is where these begin in the log. */
  function takeLine(bytes: Uint8Array, start: number, end: number, base: number): void {
    const content = headOf(bytes, start, end)
    const isPartial = content > start && bytes[content - 2] === partialTag
    if (!joining) starts.push(base + start)
    if (joining || isPartial) {
      joining = isPartial
      if (isPartial) return
      scanned = base + end + 1
      finishJoined()
      return
    }
    const first = bytes[content] ?? 0
    if (markBytes.has(first)) takeMark(decoder.decode(bytes.subarray(content, end)), starts.length - 1)
    if (!copyPlain(bytes, content, end)) writePlain(plainText(decoder.decode(bytes.subarray(content, end))))
  }

  function finishJoined(): void {
    const line = readLine(starts.length - 1, scanned)
    writePlain(plainText(line.text))
  }

  function takeMark(text: string, line: number): void {
    const mark = readGroupMark(text)
    if (mark !== undefined) marks.push({ line, mark })
  }

  function readLine(number: number, limit: number): LogLine {
    const bytes = raw.slice(starts.at(number), limit)
    const parts: string[] = []
    let head = parseCriLine('')
    let start = 0
    while (start < bytes.length) {
      const found = bytes.indexOf(newline, start)
      const end = found < 0 ? bytes.length : found
      const part = parseCriLine(decoder.decode(bytes.subarray(start, end)))
      if (parts.length === 0) head = part
      parts.push(part.text)
      start = end + 1
    }
    return { time: head.time, stream: head.stream, text: parts.join('') }
  }

  return {
    append(more) {
      const base = raw.length
      raw.append(more)
      let at = 0
      if (scanned < base) {
        // The line that the chunks before left open is put together once.
        const end = more.indexOf(newline)
        if (end < 0) return
        const whole = raw.slice(scanned, base + end)
        takeLine(whole, 0, whole.length, scanned)
        at = end + 1
        scanned = base + at
      }
      for (;;) {
        const end = more.indexOf(newline, at)
        if (end < 0) return
        takeLine(more, at, end, base)
        at = end + 1
        scanned = base + at
      }
    },
    get lineCount() {
      return plain.lineCount
    },
    get byteCount() {
      return raw.length
    },
    line(number) {
      if (number >= plain.lineCount) return undefined
      return readLine(number, number + 1 < starts.length ? starts.at(number + 1) : scanned)
    },
    plain,
    marks,
  }
}
