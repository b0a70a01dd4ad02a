import { growingUint32 } from './growing.ts'

const blockSize = 4 << 20
const newline = 10

export interface Query {
  readonly words: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly regexp: boolean
}

/**
 * The text of all lines as people read it: no time stamps, no terminal sequences, one newline after each line, in blocks that no line
 * crosses. Searching is one pass over these bytes.
 */
export interface PlainLines {
  readonly lineCount: number
  /** Room for a line of at most so many bytes, to be filled from `offset`; `end` tells how far it was. */
  room(bytes: number): { readonly bytes: Uint8Array; readonly offset: number }
  end(offset: number): void
  text(line: number): string
  /** One entry per occurrence: the number of its line, in order. Undefined for a pattern that is none. */
  search(query: Query): Uint32Array<ArrayBuffer> | undefined
}

interface Block {
  readonly bytes: Uint8Array
  readonly firstLine: number
  length: number
}

export function createPlainLines(): PlainLines {
  const blocks: Block[] = []
  const ends = growingUint32()
  const decoder = new TextDecoder()

  function blockOf(line: number): Block | undefined {
    let low = 0
    let high = blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((blocks[middle]?.firstLine ?? 0) <= line) low = middle
      else high = middle - 1
    }
    return blocks[low]
  }

  return {
    get lineCount() {
      return ends.length
    },
    room(wanted) {
      let block = blocks.at(-1)
      if (block === undefined || block.bytes.length - block.length < wanted + 1) {
        block = { bytes: new Uint8Array(Math.max(blockSize, wanted + 1)), firstLine: ends.length, length: 0 }
        blocks.push(block)
      }
      return { bytes: block.bytes, offset: block.length }
    },
    end(offset) {
      const block = blocks.at(-1)
      if (block === undefined) return
      block.bytes[offset] = newline
      block.length = offset + 1
      ends.push(block.length)
    },
    text(line) {
      const block = line < ends.length ? blockOf(line) : undefined
      if (block === undefined) return ''
      const start = line === block.firstLine ? 0 : ends.at(line - 1)
      return decoder.decode(block.bytes.subarray(start, ends.at(line) - 1))
    },
    search(query) {
      if (query.words === '') return new Uint32Array()
      const found = growingUint32()
      const isPlain = !query.regexp && !query.wholeWord && (query.matchCase || /^[\u0000-\u007f]*$/.test(query.words))
      if (isPlain) {
        const needle = new TextEncoder().encode(query.words)
        for (const block of blocks) searchBytes(block, needle, query.matchCase, ends.at, found.push)
        return found.view()
      }
      const pattern = patternOf(query)
      if (pattern === undefined) return undefined
      for (const block of blocks)
        searchText(block, decoder.decode(block.bytes.subarray(0, block.length)), pattern, found.push)
      return found.view()
    },
  }
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

/** Boyer-Moore-Horspool over the bytes of a block; letters of ASCII are folded by a table where case does not matter. */
function searchBytes(
  { bytes, length, firstLine }: Block,
  needle: Uint8Array,
  matchCase: boolean,
  endOf: (line: number) => number,
  found: (line: number) => void,
): void {
  const fold = matchCase ? identity : lower
  const size = needle.length
  const wanted = needle.map((byte) => fold[byte] ?? byte)
  const skip = new Uint32Array(256).fill(size)
  for (let index = 0; index < size - 1; index += 1) {
    for (let byte = 0; byte < 256; byte += 1) if (fold[byte] === wanted[index]) skip[byte] = size - 1 - index
  }
  const last = wanted[size - 1] ?? 0
  let line = firstLine
  let at = size - 1
  while (at < length) {
    const byte = bytes[at] ?? 0
    if (fold[byte] === last) {
      let back = 1
      while (back < size && fold[bytes[at - back] ?? 0] === wanted[size - 1 - back]) back += 1
      if (back === size) {
        while (endOf(line) <= at) line += 1
        found(line)
        at += size
        continue
      }
    }
    at += skip[byte] ?? size
  }
}

function searchText({ firstLine }: Block, text: string, pattern: RegExp, found: (line: number) => void): void {
  let line = firstLine
  let lineEnd = text.indexOf('\n')
  pattern.lastIndex = 0
  for (;;) {
    const hit = pattern.exec(text)
    if (hit === null) return
    if (hit[0] === '') {
      pattern.lastIndex += 1
      continue
    }
    while (lineEnd >= 0 && lineEnd < hit.index) {
      line += 1
      lineEnd = text.indexOf('\n', lineEnd + 1)
    }
    found(line)
  }
}

const identity = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const lower = identity.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))
