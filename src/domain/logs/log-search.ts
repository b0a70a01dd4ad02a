import { escape, isColourParameter, type LogBlock, readPlain, readPlainBlock, type TextCodec } from './log-block.ts'
import { contentStart } from './cri-head.ts'

/** What somebody looks for in a log. */
export interface Query {
  readonly words: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly regexp: boolean
}

/** Tells the line of every occurrence in a block, in order; a line with several is told several times. */
export type LogSearch = (block: LogBlock, found: (line: number) => void) => void

/** Makes the search that a query stands for: what people read is searched, not time stamps or colours. Undefined for a pattern that is none. */
export function createSearch(query: Query, codec: TextCodec): LogSearch | undefined {
  if (query.words === '') return () => undefined
  const isPlain = !query.regexp && !query.wholeWord && (query.matchCase || /^[\u0000-\u007f]*$/.test(query.words))
  if (isPlain) return byteSearch(codec.encode(query.words), query.matchCase, codec)
  const pattern = patternOf(query)
  return pattern === undefined ? undefined : patternSearch(pattern, codec)
}

/** The pattern that a query stands for, for counting and for marking alike; undefined where it is none. */
export function patternOf({ words, matchCase, wholeWord, regexp }: Query): RegExp | undefined {
  const source = regexp ? words : words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  // A word of any script ends where letters, digits and underscores end; \b knows ASCII only.
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source
  const flags = matchCase ? 'gmu' : 'gimu'
  try {
    return new RegExp(whole, flags)
  } catch {
    // What is no pattern with Unicode rules (`\-`) may be one without.
    try {
      return new RegExp(whole, flags.replace('u', ''))
    } catch {
      return undefined
    }
  }
}

/**
 * Boyer-Moore-Horspool over the raw bytes of each line; letters of ASCII are folded by a table where case does not matter. Colours inside
 * of an occurrence are stepped over: a skip counts characters that are read, so among colours it is at worst too short.
 */
function byteSearch(needle: Uint8Array, matchCase: boolean, codec: TextCodec): LogSearch {
  const fold = matchCase ? identity : lower
  const size = needle.length
  const wanted = needle.map((byte) => fold[byte] ?? byte)
  const last = wanted[size - 1] ?? 0
  const skips = new Uint8Array(256).fill(Math.min(size, 255))
  for (let index = Math.max(0, size - 256); index < size - 1; index += 1) {
    for (let byte = 0; byte < 256; byte += 1) if (fold[byte] === wanted[index]) skips[byte] = size - 1 - index
  }
  // What may be part of a colour says nothing about what comes behind it.
  const colouredSkips = skips.map((skip, byte) => (mayBeInColour(byte) ? 1 : skip))
  const stops = (skip: number, byte: number): number => (fold[byte] === last ? 0 : skip)
  const plain: Skips = { steps: skips.map(stops), skips }
  const coloured: Skips = { steps: colouredSkips.map(stops), skips: colouredSkips }

  /** How often it occurs in these bytes of one line. */
  function count(bytes: Uint8Array, from: number, to: number, hasColours: boolean): number {
    const { steps, skips: behind } = hasColours ? coloured : plain
    let occurrences = 0
    let at = nextStop(bytes, steps, from + size - 1, to)
    while (at < to) {
      const isHit = (!hasColours || !isInColour(bytes, at)) && endsAt(bytes, from, at)
      if (isHit) occurrences += 1
      at = nextStop(bytes, steps, at + (isHit ? size : (behind[bytes[at] ?? 0] ?? 1)), to)
    }
    return occurrences
  }

  /** Whether an occurrence whose last byte is at `end` stands there. */
  function endsAt(bytes: Uint8Array, from: number, end: number): boolean {
    let at = end
    for (let index = size - 2; index >= 0; index -= 1) {
      at -= 1
      for (let start = colourStart(bytes, at); start >= from; start = colourStart(bytes, at)) at = start - 1
      if (at < from || fold[bytes[at] ?? 0] !== wanted[index]) return false
    }
    return true
  }

  return (block, found) => {
    const { bytes, starts, odd, lineCount, hasColours } = block
    let nextOdd = 0
    for (let line = 0; line < lineCount; line += 1) {
      let occurrences = 0
      if (odd[nextOdd] === line) {
        nextOdd += 1
        const words = codec.encode(readPlain(block, line, codec))
        occurrences = count(words, 0, words.length, false)
      } else {
        const end = line + 1 < lineCount ? (starts[line + 1] ?? 0) : bytes.length
        occurrences = count(bytes, contentStart(bytes, starts[line] ?? 0), end, hasColours)
      }
      for (; occurrences > 0; occurrences -= 1) found(line)
    }
  }
}

interface Skips {
  /** 0 where an occurrence may end. */
  readonly steps: Uint8Array
  readonly skips: Uint8Array
}

function patternSearch(pattern: RegExp, codec: TextCodec): LogSearch {
  return (block, found) => {
    const text = readPlainBlock(block, codec)
    let line = 0
    let start = 0
    let end = text.indexOf('\n')
    pattern.lastIndex = 0
    for (let hit = pattern.exec(text); hit !== null && end >= 0; hit = pattern.exec(text)) {
      while (end >= 0 && end < hit.index) {
        start = end + 1
        end = text.indexOf('\n', start)
        line += 1
      }
      if (end < 0) return
      if (hit.index + hit[0].length > end) {
        // What goes on behind the line end is no occurrence; there may be shorter ones in the line.
        for (const inside of text.slice(start, end).matchAll(pattern))
          if (inside[0] !== '' && start + inside.index >= hit.index) found(line)
        pattern.lastIndex = end + 1
      } else if (hit[0] === '') pattern.lastIndex += 1
      else found(line)
    }
  }
}

/** The innermost loop: skips along until an occurrence may end. */
function nextStop(bytes: Uint8Array, steps: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to) {
    const step = steps[bytes[at] ?? 0] ?? 0
    if (step === 0) return at
    at += step
  }
  return at
}

function mayBeInColour(byte: number): boolean {
  return byte === escape || byte === 91 || byte === 109 || isColourParameter(byte)
}

/** Whether the byte at `at` is part of a colour sequence. */
function isInColour(bytes: Uint8Array, at: number): boolean {
  if (!mayBeInColour(bytes[at] ?? 0)) return false
  let start = bytes[at] === 109 ? at - 1 : at
  while (isColourParameter(bytes[start] ?? 0)) start -= 1
  if (bytes[start] === 91) start -= 1
  return bytes[start] === escape
}

/** Where the colour sequence begins whose last byte is at `at`; -1 where none ends there. */
function colourStart(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 109) return -1
  let start = at - 1
  while (isColourParameter(bytes[start] ?? 0)) start -= 1
  return bytes[start] === 91 && bytes[start - 1] === escape ? start - 1 : -1
}

const identity = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const lower = identity.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))
