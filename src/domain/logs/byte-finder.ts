import { type BytePair, type ByteScan, caseBit, mostBetween } from './byte-scan.ts'
import { contentStart } from './cri-head.ts'
import { colourEnd, escape, isColourParameter, type LogBlock } from './log-block.ts'

/** Line numbers within a block, ascending. */
export type LineNumbers = ArrayLike<number>

/** Occurrences of bytes in a block. */
export interface FoundBytes {
  /** The line number of each occurrence without colours inside. */
  readonly lines: readonly number[]
  /** Lines that must be checked one by one: a colour may split an occurrence, or the line needs a terminal to be read. */
  readonly unsure: LineNumbers
}

/** Prepares a search for bytes in the text of lines. `fold` maps each byte to the byte that it counts as; `needle` is folded already. */
export function createByteFinder(
  needle: Uint8Array,
  fold: Uint8Array,
  scan: ByteScan,
): (block: LogBlock) => FoundBytes {
  const pair = pairOf(needle, fold)
  const mayBeginInColour = mayBeInColour(needle[0] ?? 0)
  /** Bytes that may precede a colour inside an occurrence. */
  const before = new Uint8Array(256)
  for (const byte of needle.subarray(0, -1)) before[byte] = 1

  function standsAt(bytes: Uint8Array, at: number): boolean {
    for (let index = 1; index < needle.length; index += 1)
      if (fold[bytes[at + index] ?? 0] !== needle[index]) return false
    return !mayBeginInColour || !isInColour(bytes, at)
  }

  /** Whether a colour at `at` (with the colours right after it) stands between two consecutive bytes of the needle. */
  function standAround(bytes: Uint8Array, at: number): boolean {
    const previous = fold[bytes[at - 1] ?? 0] ?? 0
    if (before[previous] === 0) return false
    let end = at
    while (bytes[end] === escape) end = colourEnd(bytes, end)
    const next = fold[bytes[end] ?? 0]
    for (let index = 1; index < needle.length; index += 1)
      if (needle[index] === next && needle[index - 1] === previous) return true
    return false
  }

  return (block) => {
    const { bytes, odd, colours } = block
    const lines: number[] = []
    const line = createLineFinder(block)
    let free = 0
    scan(bytes, pair, (at) => {
      if (at < free || !standsAt(bytes, at)) return
      line.moveTo(at)
      if (at < line.textFrom()) return
      lines.push(line.number())
      free = at + needle.length
    })
    const unsure: number[] = []
    const coloured = createLineFinder(block)
    for (let index = 0; index < colours.length; index += 1) {
      const at = colours[index] ?? 0
      if (!standAround(bytes, at)) continue
      coloured.moveTo(at)
      if (unsure.at(-1) !== coloured.number()) unsure.push(coloured.number())
    }
    return { lines, unsure: merged(unsure, odd) }
  }
}

function pairOf(needle: Uint8Array, fold: Uint8Array): BytePair {
  const distance = Math.min(needle.length - 1, mostBetween)
  const [first, last] = [needle[0] ?? 0, needle[distance] ?? 0]
  const folds = (byte: number): boolean => fold[byte ^ caseBit] === byte
  return { first, foldsFirst: folds(first), last, foldsLast: folds(last), distance }
}

/** Finds the lines of ascending byte positions. */
function createLineFinder({ bytes, starts, lineCount }: LogBlock) {
  let line = 0
  let next = starts[1] ?? bytes.length
  let textFrom = contentStart(bytes, 0)
  return {
    moveTo(at: number) {
      if (at < next) return
      while (line + 1 < lineCount && (starts[line + 1] ?? 0) <= at) line += 1
      next = starts[line + 1] ?? bytes.length
      textFrom = contentStart(bytes, starts[line] ?? 0)
    },
    number: () => line,
    textFrom: () => textFrom,
  }
}

/** All lines of both, without duplicates. */
export function merged(some: LineNumbers, others: LineNumbers): LineNumbers {
  if (others.length === 0) return some
  if (some.length === 0) return others
  const lines: number[] = []
  for (let [one, other] = [0, 0]; one < some.length || other < others.length;) {
    const line = Math.min(some[one] ?? Number.POSITIVE_INFINITY, others[other] ?? Number.POSITIVE_INFINITY)
    while (some[one] === line) one += 1
    while (others[other] === line) other += 1
    lines.push(line)
  }
  return lines
}

function mayBeInColour(byte: number): boolean {
  return byte === escape || byte === 91 || byte === 109 || isColourParameter(byte)
}

/** Whether the byte at `at` is part of a colour sequence. */
function isInColour(bytes: Uint8Array, at: number): boolean {
  let start = bytes[at] === 109 ? at - 1 : at
  while (isColourParameter(bytes[start] ?? 0)) start -= 1
  if (bytes[start] === 91) start -= 1
  return bytes[start] === escape
}
