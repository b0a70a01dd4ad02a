import { at, type LineGraph } from './line-graph.ts'

// Maximum number of cards side by side in a lane; further parallel stages start new lines.
const mostColumns = 3
// With hundreds of parallel stages, more are side by side until the board is about square; this is a line's height as a share of a column's width.
const lineShare = 0.7
const mostInCrowds = 40
/** From this number of lines on, nobody sees the whole board; lanes then get a free column, so that a new stage fits in without moving others. */
export const tall = 24

/** Stages' positions in whole steps: lines across the whole board, columns inside each lane. */
export interface Slots {
  readonly line: Int32Array
  readonly column: Int32Array
  readonly lines: number
  /** The row of each stage; stages of one application on one level of a lane share one. */
  readonly row: Int32Array
  /** Number of columns of each lane. */
  readonly columns: Int32Array
  /** Whether the first lane has extra room for turning links. */
  readonly isRoomy: boolean
}

/** The row of each stage, numbered from the top: one per application, lane and level. */
interface Rows {
  readonly row: Int32Array
  readonly rows: number
}

/**
 * Each application has its own band of rows, one per level, the same in every lane. A stage that waits for several applications is in the band of the
 * last of them, below that application's stages in the lane.
 */
function rowsOf({ count, lane, lanes, band, application, level, applications }: LineGraph): Rows {
  const keyOf = (stage: number): number => {
    const own = band[stage] === application[stage] ? 0 : at(application, stage) + 1
    return (at(band, stage) * lanes.length + at(lane, stage)) * (applications + 1) + own
  }
  const blocks = new Map<number, { lowest: number; highest: number; top: number }>()
  for (let stage = 0; stage < count; stage++) {
    const [key, own] = [keyOf(stage), at(level, stage)]
    const block = blocks.get(key)
    if (block === undefined) blocks.set(key, { lowest: own, highest: own, top: 0 })
    else {
      block.lowest = Math.min(block.lowest, own)
      block.highest = Math.max(block.highest, own)
    }
  }
  const height = new Int32Array(applications)
  let [place, used] = [-1, 0]
  for (const [key, block] of [...blocks].toSorted(([a], [b]) => a - b)) {
    const own = Math.floor(key / (applications + 1))
    if (own !== place) [place, used] = [own, 0]
    // The application's own stages start at their level; stages that joined from other applications follow below.
    if (key % (applications + 1) === 0) block.lowest = 0
    block.top = used
    used += block.highest - block.lowest + 1
    const its = Math.floor(place / lanes.length)
    height[its] = Math.max(at(height, its), used)
  }
  const top = summed(height)
  const row = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) {
    const block = blocks.get(keyOf(stage))
    row[stage] = at(top, at(band, stage)) + (block === undefined ? 0 : block.top + at(level, stage) - block.lowest)
  }
  return { row, rows: at(top, applications) }
}

/** Start offsets of consecutive pieces, followed by the end of the last. */
function summed(sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length + 1)
  for (let index = 0; index < sizes.length; index++) starts[index + 1] = at(starts, index) + at(sizes, index)
  return starts
}

/** Assigns a slot to every stage, from the line alone. */
export function freshSlots(graph: LineGraph): Slots {
  const rows = rowsOf(graph)
  const narrow = slotsIn(graph, rows, mostColumns)
  if (narrow.lines <= tall) return { ...narrow, isRoomy: isCrossed(graph) }
  const { columns, ...slots } = slotsIn(graph, rows, columnsFor(narrow))
  return { ...slots, columns: columns.map((count) => Math.max(2, count)), isRoomy: true }
}

/** Number of columns that makes a very tall board about square. */
function columnsFor({ lines, columns }: Pick<Slots, 'lines' | 'columns'>): number {
  const width = columns.reduce((sum, count) => sum + count, 0)
  const times = (lines * lineShare) / width
  return times <= 4 ? mostColumns : Math.min(mostInCrowds, Math.ceil(mostColumns * Math.sqrt(times)))
}

function slotsIn(graph: LineGraph, inRows: Rows, most: number): Omit<Slots, 'isRoomy'> {
  const { count, lane } = graph
  const { row, rows } = inRows
  const cells = new Int32Array(graph.lanes.length * rows)
  const inCell = new Int32Array(count)
  const linesOf = new Int32Array(rows)
  const columns = new Int32Array(graph.lanes.length).fill(1)
  for (let stage = 0; stage < count; stage++) {
    const cell = at(lane, stage) * rows + at(row, stage)
    const place = at(cells, cell)
    inCell[stage] = place
    cells[cell] = place + 1
    columns[at(lane, stage)] = Math.max(at(columns, at(lane, stage)), Math.min(most, place + 1))
    linesOf[at(row, stage)] = Math.max(at(linesOf, at(row, stage)), Math.floor(place / most) + 1)
  }
  const top = summed(linesOf)
  const line = new Int32Array(count)
  const column = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) {
    const place = at(inCell, stage)
    line[stage] = at(top, at(row, stage)) + Math.floor(place / most)
    column[stage] = place % most
  }
  return { line, column, lines: at(top, rows), columns, row }
}

/** Whether links other than those from inputs turn in the first lane: through a gate, or for values between its own stages. */
function isCrossed({ count, holds, lane, valueFrom, valueTo }: LineGraph): boolean {
  const isFirst = (stage: number): boolean => lane[stage] === 0
  return (
    holds.some((held) => held.some(isFirst)) ||
    valueFrom.some((from, link) => from >= 0 && from < count && isFirst(at(valueTo, link)))
  )
}
