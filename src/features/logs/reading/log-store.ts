import { joinBytes } from '#domain/logs/join-bytes.ts'
import { growingUint32 } from '#domain/logs/growing.ts'
import { createLineCutter } from '#domain/logs/line-cutter.ts'
import {
  type LogBlock,
  type LogLine,
  type MarkedLine,
  parseBlock,
  readLine,
  readPlain,
} from '#domain/logs/log-block.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import { createSearch, type Query } from '#domain/logs/log-search.ts'
import { searchTools, textCodec } from './text-codec.ts'

/** A range of bytes, the end excluded. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/**
 * The bytes of one log, and where its lines begin. Beyond a limit, blocks that were not used lately are dropped and
 * fetched again on demand.
 */
export interface LogStore {
  /** Takes the next bytes of the log, cut anywhere, even within a character. The store owns them from then on. */
  append(bytes: Uint8Array<ArrayBuffer>): void
  /** No more bytes will come, so an unfinished last line counts too. */
  complete(): void
  /** Starts over with a log whose blocks are known but not loaded; `append` continues at its end. */
  seed(index: LogIndex): void
  /** Takes a missing block. */
  fill(from: number, bytes: Uint8Array<ArrayBuffer>): void
  readonly lineCount: number
  readonly byteCount: number
  /** Whether all blocks are loaded. */
  readonly isWhole: boolean
  /** A line by number from 0; undefined beyond the end and in a missing block. */
  line(number: number): LogLine | undefined
  /** The line's text without its colours. */
  plain(number: number): string | undefined
  /** Missing blocks of these lines. */
  missing(lines: Iterable<number>): readonly ByteRange[]
  /**
   * The line number of each hit in loaded blocks; null if the pattern is invalid. A repeated query continues where the
   * last one ended.
   */
  search(query: Query): Uint32Array<ArrayBuffer> | null
  /** Marks of groups in order; a growing log may add some. */
  readonly marks: readonly MarkedLine[]
}

interface Slot extends ByteRange {
  readonly firstLine: number
  readonly lineCount: number
  block: LogBlock | undefined
  used: number
}

/** Bytes. Smaller blocks of a live log are joined up to this size. */
const smallBlock = 64 * 1024

export function createLogStore(limit = Number.POSITIVE_INFINITY): LogStore {
  let slots: Slot[] = []
  let marks: MarkedLine[] = []
  let cutter = createLineCutter()
  let lineCount = 0
  let byteCount = 0
  let resident = 0
  let absent = 0
  let clock = 0
  let searched: { readonly key: string; readonly hits: ReturnType<typeof growingUint32>; next: number } | undefined

  function slotOf(line: number): Slot | undefined {
    let low = 0
    let high = slots.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((slots[middle]?.firstLine ?? 0) <= line) low = middle
      else high = middle - 1
    }
    const slot = slots[low]
    return slot !== undefined && line < slot.firstLine + slot.lineCount ? slot : undefined
  }

  function blockOf(line: number): { readonly slot: Slot; readonly block: LogBlock } | undefined {
    const slot = slotOf(line)
    if (slot?.block === undefined) return undefined
    clock += 1
    slot.used = clock
    return { slot, block: slot.block }
  }

  function add(bytes: Uint8Array<ArrayBuffer>): void {
    const block = parseBlock(bytes, textCodec)
    for (const { line, time, mark } of block.marks) marks.push({ line: lineCount + line, time, mark })
    const last = slots.at(-1)
    const from = last?.to ?? 0
    const to = from + bytes.length
    clock += 1
    if (last?.block !== undefined && to - last.from <= smallBlock) {
      const both = parseBlock(joinBytes([last.block.bytes, bytes]), textCodec)
      const { firstLine } = last
      slots[slots.length - 1] = { from: last.from, to, firstLine, lineCount: both.lineCount, block: both, used: clock }
    } else slots.push({ from, to, firstLine: lineCount, lineCount: block.lineCount, block, used: clock })
    lineCount += block.lineCount
    resident += bytes.length
    drop()
  }

  /** Drops the blocks used longest ago, but never the last one, where a live log continues. */
  function drop(): void {
    while (resident > limit) {
      let oldest: Slot | undefined
      for (const slot of slots)
        if (slot.block !== undefined && slot !== slots.at(-1) && slot.used < (oldest?.used ?? clock)) oldest = slot
      if (oldest === undefined) return
      oldest.block = undefined
      resident -= oldest.to - oldest.from
      absent += 1
    }
  }

  return {
    append(bytes) {
      byteCount += bytes.length
      for (const piece of cutter.push(bytes)) add(piece)
    },
    complete() {
      const rest = cutter.rest()
      cutter = createLineCutter()
      if (rest.length > 0) add(rest)
    },
    seed(index) {
      cutter = createLineCutter()
      // The index may still be growing: keep the blocks that have been loaded.
      const before = new Map(slots.map((slot) => [slot.from, slot]))
      slots = index.blocks.map(({ from, line }, at) => {
        const next = index.blocks[at + 1] ?? { from: index.size, line: index.lineCount }
        const known = before.get(from)
        const { block, used } = known?.to === next.from ? known : { block: undefined, used: 0 }
        return { from, to: next.from, firstLine: line, lineCount: next.line - line, block, used }
      })
      marks = [...index.marks]
      lineCount = index.lineCount
      byteCount = index.size
      resident = slots.reduce((sum, { block }) => sum + (block?.bytes.length ?? 0), 0)
      absent = slots.filter(({ block }) => block === undefined).length
      searched = undefined
    },
    fill(from, bytes) {
      const slot = slots.find((one) => one.from === from)
      if (slot === undefined || slot.block !== undefined || bytes.length !== slot.to - slot.from) return
      clock += 1
      slot.block = parseBlock(bytes, textCodec)
      slot.used = clock
      resident += bytes.length
      absent -= 1
      drop()
    },
    get lineCount() {
      return lineCount
    },
    get byteCount() {
      return byteCount
    },
    get isWhole() {
      return absent === 0
    },
    line(number) {
      const found = blockOf(number)
      return found && readLine(found.block, number - found.slot.firstLine, textCodec)
    },
    plain(number) {
      const found = blockOf(number)
      return found && readPlain(found.block, number - found.slot.firstLine, textCodec)
    },
    missing(lines) {
      const ranges: ByteRange[] = []
      for (const line of lines) {
        const slot = slotOf(line)
        if (slot !== undefined && slot.block === undefined && ranges.at(-1)?.from !== slot.from)
          ranges.push({ from: slot.from, to: slot.to })
      }
      return ranges
    },
    search(query) {
      const search = createSearch(query, searchTools)
      if (search === undefined) return null
      const key = JSON.stringify(query)
      if (searched?.key !== key) searched = { key, hits: growingUint32(), next: 0 }
      const { hits, next } = searched
      // The block where the last search ended may have grown since.
      const first = Math.max(
        0,
        slots.findLastIndex(({ firstLine }) => firstLine <= next),
      )
      for (const { block, firstLine } of slots.slice(first))
        if (block !== undefined)
          search(block, (line) => (firstLine + line >= next ? hits.push(firstLine + line) : undefined))
      searched.next = lineCount
      return hits.view()
    },
    get marks() {
      return marks
    },
  }
}
