import { printStamp } from './cri-clock.ts'
import type { CriClock } from './cri-clock.ts'

export type StreamName = 'stdout' | 'stderr'

/** Turns the bytes of one stream into CRI log lines (`<time> <stream> F|P <text>`). */
export interface CriWriter {
  /** Returns the lines that these bytes complete; keeps the rest after the last line end. */
  write(bytes: Buffer): Buffer
  /** Returns the rest at the end of the stream, marked as partial. */
  end(): Buffer
}

/** In bytes; longer lines are cut into partial ones, as container runtimes do. */
const longestLine = 16 * 1024
const newline = 0x0a

export function createCriWriter(stream: StreamName, clock: CriClock): CriWriter {
  let rest: Buffer = Buffer.alloc(0)
  return {
    write(bytes) {
      const input = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
      const lines = cut(input)
      const end = lines.at(-1)?.next ?? 0
      // Copied, because a slice would keep the whole chunk alive while a program is silent.
      rest = end === input.length ? Buffer.alloc(0) : Buffer.from(input.subarray(end))
      return print(input, lines, stream, clock)
    },
    end() {
      const input = rest
      rest = Buffer.alloc(0)
      if (input.length === 0) return input
      return print(input, [{ start: 0, end: input.length, next: input.length, tag: 'P' }], stream, clock)
    },
  }
}

interface Line {
  readonly start: number
  readonly end: number
  readonly next: number
  readonly tag: 'F' | 'P'
}

function cut(input: Buffer): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  for (;;) {
    const at = input.indexOf(newline, start)
    const end = at === -1 ? input.length : at
    while (end - start > longestLine) {
      lines.push({ start, end: start + longestLine, next: start + longestLine, tag: 'P' })
      start += longestLine
    }
    if (at === -1) return lines
    lines.push({ start, end, next: at + 1, tag: 'F' })
    start = at + 1
  }
}

/** `2026-01-02T03:04:05.000000000Z stdout F ` and the line end: 30 + 1 + 6 + 3 + 1 bytes. */
const frameBytes = 41

function print(input: Buffer, lines: readonly Line[], stream: StreamName, clock: CriClock): Buffer {
  if (lines.length === 0) return Buffer.alloc(0)
  const size = lines.reduce((sum, line) => sum + line.end - line.start + frameBytes, 0)
  const output = Buffer.allocUnsafe(size)
  let stamp = clock.reserve(lines.length)
  let at = 0
  for (const line of lines) {
    at += output.write(`${printStamp(stamp)} ${stream} ${line.tag} `, at, 'latin1')
    at += input.copy(output, at, line.start, line.end)
    output[at] = newline
    at += 1
    stamp += 1n
  }
  return output.subarray(0, at)
}
