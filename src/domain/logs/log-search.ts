import { createByteFinder, merged } from './byte-finder.ts'
import type { ByteScan } from './byte-scan.ts'
import { type LogBlock, readPlain, readPlainBlock, type TextCodec } from './log-block.ts'
import { literalOfPattern, literalOfWords } from './search-literal.ts'

/** A search in a log. */
export interface Query {
  readonly words: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly regexp: boolean
}

/** Reports the line of every occurrence in a block, in order; a line with several occurrences is reported several times. */
export type LogSearch = (block: LogBlock, found: (line: number) => void) => void

/** If more than one in this many lines matches, reading the whole block at once is cheaper. */
const many = 8

/** What a search needs from its environment. */
export interface SearchTools {
  readonly codec: TextCodec
  readonly scan: ByteScan
}

/** Counts the occurrences in the text of one line. */
export type CountHits = (text: string) => number

/**
 * Builds the search for a query. It searches what people read, not time stamps or colours. Undefined for an invalid pattern. A caller that searches
 * for others must pass `counts` that cannot run for ever.
 */
export function createSearch(query: Query, tools: SearchTools, counts = countsOf(query)): LogSearch | undefined {
  const { words, matchCase, wholeWord, regexp } = query
  if (words === '') return () => undefined
  const isPlain = !regexp && !wholeWord && (matchCase || /^[\u0000-\u007f]*$/.test(words))
  if (isPlain) return byteSearch(words, matchCase, tools)
  if (counts === undefined) return undefined
  const literal = regexp ? literalOfPattern(words, matchCase) : literalOfWords(words, matchCase)
  return literal === undefined ? blockSearch(counts, tools) : lineSearch(counts, literal, matchCase, tools)
}

/** Word characters of any script, for a character class: `\b` only knows ASCII. */
export const wordPart = '\\p{L}\\p{N}_'

/** The pattern of a query, for counting and for highlighting; undefined if it is invalid. */
export function patternOf({ words, matchCase, wholeWord, regexp }: Query): RegExp | undefined {
  const source = regexp ? words : words.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  const whole = wholeWord ? `(?<![${wordPart}])(?:${source})(?![${wordPart}])` : source
  const flags = matchCase ? 'gmu' : 'gimu'
  try {
    return new RegExp(whole, flags)
  } catch {
    // Some patterns (`\-`) are only valid without Unicode rules.
    try {
      return new RegExp(whole, flags.replace('u', ''))
    } catch {
      return undefined
    }
  }
}

/** Searches for words as bytes, with ASCII letters folded if case does not matter. Skips colours inside an occurrence. */
function byteSearch(words: string, matchCase: boolean, { codec, scan }: SearchTools): LogSearch {
  const { needle, fold } = foldedBytes(words, matchCase, codec)
  const find = createByteFinder(needle, fold, scan)
  const wanted = matchCase ? words : asciiLower(words)

  function count(block: LogBlock, line: number): number {
    const text = readPlain(block, line, codec)
    return (matchCase ? text : asciiLower(text)).split(wanted).length - 1
  }

  return (block, found) => {
    const { lines, unsure } = find(block)
    let next = 0
    for (let index = 0; index < unsure.length; index += 1) {
      const line = unsure[index] ?? 0
      for (; next < lines.length && (lines[next] ?? 0) < line; next += 1) found(lines[next] ?? 0)
      while (lines[next] === line) next += 1
      for (let occurrences = count(block, line); occurrences > 0; occurrences -= 1) found(line)
    }
    for (; next < lines.length; next += 1) found(lines[next] ?? 0)
  }
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** For a pattern whose matches all contain a literal text: reads only the lines with that text, or the whole block if there are many. */
function lineSearch(counts: CountHits, literal: string, matchCase: boolean, tools: SearchTools): LogSearch {
  const { needle, fold } = foldedBytes(literal, matchCase, tools.codec)
  const find = createByteFinder(needle, fold, tools.scan)
  const all = blockSearch(counts, tools)
  return (block, found) => {
    const { lines, unsure } = find(block)
    if (lines.length + unsure.length > block.lineCount / many) return all(block, found)
    for (const line of Array.from(merged(lines, unsure)))
      for (let hits = counts(readPlain(block, line, tools.codec)); hits > 0; hits -= 1) found(line)
  }
}

function foldedBytes(text: string, matchCase: boolean, codec: TextCodec) {
  const fold = matchCase ? identity : lower
  return { fold, needle: codec.encode(text).map((byte) => fold[byte] ?? byte) }
}

/** For any other pattern: reads all lines at once, which is faster than one by one. */
function blockSearch(counts: CountHits, { codec }: SearchTools): LogSearch {
  return (block, found) => {
    const text = readPlainBlock(block, codec)
    let start = 0
    for (let line = 0; line < block.lineCount; line += 1) {
      const end = text.indexOf('\n', start)
      for (let hits = counts(text.slice(start, end)); hits > 0; hits -= 1) found(line)
      start = end + 1
    }
  }
}

function countsOf(query: Query): CountHits | undefined {
  const pattern = patternOf(query)
  if (pattern === undefined) return undefined
  return (text) => {
    let hits = 0
    pattern.lastIndex = 0
    for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
      if (hit[0] === '') pattern.lastIndex = behindCharacter(text, hit.index)
      else hits += 1
    }
    return hits
  }
}

/** The position of the next character: stopping inside a surrogate pair would loop for ever. */
export function behindCharacter(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
}

const identity = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const lower = identity.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))
