import { joinBytes } from './join-bytes.ts'
import { isPartialLine } from './cri-head.ts'

const newline = 10
/** Longer than any head with time, stream and tag. */
const headBytes = 64

/** Cuts bytes that arrive in arbitrary pieces at the ends of logical lines; an unfinished line waits, without being copied repeatedly. */
export interface LineCutter {
  /** Returns whole logical lines in order; each piece begins and ends with a line. */
  push(bytes: Uint8Array<ArrayBuffer>): readonly Uint8Array<ArrayBuffer>[]
  /** The unfinished line, for when nothing more comes. */
  rest(): Uint8Array<ArrayBuffer>
}

/** Starts cutting at the beginning of a line. */
export function createLineCutter(): LineCutter {
  let waiting: Uint8Array<ArrayBuffer>[] = []
  /** The beginning of the physical line that is unfinished at the end of `waiting`. */
  let openHead = new Uint8Array()

  /** Whether the logical line continues after the physical line that begins at `start` (-1: in `waiting`). */
  function goesOn(bytes: Uint8Array, start: number): boolean {
    const head =
      start < 0
        ? joinBytes([openHead, bytes.subarray(0, headBytes)]).subarray(0, headBytes)
        : bytes.subarray(start, start + headBytes)
    return isPartialLine(head)
  }

  function startOf(bytes: Uint8Array, end: number): number {
    const before = end === 0 ? -1 : bytes.lastIndexOf(newline, end - 1)
    return before < 0 ? (waiting.length > 0 ? -1 : 0) : before + 1
  }

  /** The position after the last end of a logical line; 0 if there is none. */
  function lastEnd(bytes: Uint8Array): number {
    for (let end = bytes.lastIndexOf(newline); end >= 0;) {
      const start = startOf(bytes, end)
      if (!goesOn(bytes, start)) return end + 1
      end = start <= 0 ? -1 : start - 1
    }
    return 0
  }

  function firstEnd(bytes: Uint8Array): number {
    let start = -1
    for (;;) {
      const end = bytes.indexOf(newline, Math.max(start, 0))
      if (!goesOn(bytes, start)) return end + 1
      start = end + 1
    }
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return []
      const end = lastEnd(bytes)
      const pieces: Uint8Array<ArrayBuffer>[] = []
      let from = 0
      if (end > 0 && waiting.length > 0) {
        from = firstEnd(bytes)
        pieces.push(joinBytes([...waiting, bytes.subarray(0, from)]))
      }
      if (end > from) pieces.push(bytes.subarray(from, end))
      const lineEnd = bytes.lastIndexOf(newline)
      openHead =
        lineEnd < 0
          ? joinBytes([openHead, bytes.subarray(0, headBytes)]).slice(0, headBytes)
          : bytes.slice(lineEnd + 1, lineEnd + 1 + headBytes)
      if (end > 0) waiting = []
      if (end < bytes.length) waiting.push(bytes.slice(end))
      return pieces
    },
    rest: () => joinBytes(waiting),
  }
}
