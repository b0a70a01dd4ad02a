import { at, type LineGraph } from './line-graph.ts'

// So many cards stand side by side in a lane; what runs in parallel beyond that takes further lines.
const mostColumns = 3
// Where hundreds run in parallel, more stand side by side, until the board is about as wide as high: a line is this much of a column.
const lineShare = 0.7
const mostInCrowds = 40
/**
 * From so many lines on nobody sees the board at once. What belongs to an application then stands together, level below level, instead of
 * a screen or more apart; and lanes have a free column, so that a stage more fits in without widening one.
 */
const tall = 24

/** Where stages stand, in whole steps: lines over the whole board, columns inside each lane. */
export interface Slots {
  readonly line: Int32Array
  readonly column: Int32Array
  readonly lines: number
  /** Which row a stage belongs to: those of one application on one level of a lane share it. */
  readonly row: Int32Array
  /** How many columns each lane has. */
  readonly columns: Int32Array
  /** First line below the first level; gates get room above it. */
  readonly secondLevel: number
  /** Whether what turns into the first lane has room there. */
  readonly isRoomy: boolean
}

/** The row of each stage: all stages of one application on one level of one lane. Rows are numbered from the top. */
export interface Rows {
  readonly row: Int32Array
  readonly rows: number
  /** First row below the first level. */
  readonly secondLevel: number
}

/** The first level has a row for each application, the same in every lane; further down a lane fills its rows from the top. */
function rowsByLevel(graph: LineGraph): Rows {
  const { count, lane, application, level } = graph
  const levels = levelsOf(graph)
  const last = new Int32Array(graph.lanes.length * levels).fill(-1)
  const used = new Int32Array(graph.lanes.length * levels)
  const inLevel = new Int32Array(levels)
  const rank = new Int32Array(count)
  for (const stage of byApplication(graph)) {
    const own = at(level, stage)
    if (own === 0) rank[stage] = at(application, stage)
    else {
      const place = at(lane, stage) * levels + own
      if (last[place] !== application[stage]) {
        last[place] = at(application, stage)
        used[place] = at(used, place) + 1
      }
      rank[stage] = at(used, place) - 1
    }
    inLevel[own] = Math.max(at(inLevel, own), at(rank, stage) + 1)
  }
  const top = summed(inLevel)
  const row = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) row[stage] = at(top, at(level, stage)) + at(rank, stage)
  return { row, rows: at(top, levels), secondLevel: at(top, 1) }
}

/** Each application has a band of rows of its own, one for each level. */
function rowsByApplication({ count, application, level, applications }: LineGraph): Rows {
  const height = new Int32Array(applications)
  for (let stage = 0; stage < count; stage++)
    height[at(application, stage)] = Math.max(at(height, at(application, stage)), at(level, stage) + 1)
  const top = summed(height)
  const row = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) row[stage] = at(top, at(application, stage)) + at(level, stage)
  return { row, rows: at(top, applications), secondLevel: at(top, applications) }
}

function levelsOf({ count, level }: LineGraph): number {
  let levels = 1
  for (let stage = 0; stage < count; stage++) levels = Math.max(levels, at(level, stage) + 1)
  return levels
}

/** Stages by application, in the order of the text within each. */
function byApplication({ count, application, applications }: LineGraph): Int32Array {
  const sizes = new Int32Array(applications)
  for (let stage = 0; stage < count; stage++) sizes[at(application, stage)] = at(sizes, at(application, stage)) + 1
  const next = summed(sizes)
  const ordered = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) {
    const rank = at(application, stage)
    ordered[at(next, rank)] = stage
    next[rank] = at(next, rank) + 1
  }
  return ordered
}

/** Where each of some pieces begins when they lie one behind the other, and where the last one ends. */
function summed(sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length + 1)
  for (let index = 0; index < sizes.length; index++) starts[index + 1] = at(starts, index) + at(sizes, index)
  return starts
}

/** Gives every stage a slot of its own, from nothing but the line. */
export function freshSlots(graph: LineGraph): Slots {
  const byLevel = slotsIn(graph, rowsByLevel(graph), mostColumns)
  if (byLevel.lines <= tall) return { ...byLevel, isRoomy: isCrossed(graph) }
  const rows = rowsByApplication(graph)
  const narrow = slotsIn(graph, rows, mostColumns)
  const { columns, ...slots } = slotsIn(graph, rows, columnsFor(narrow))
  return { ...slots, columns: columns.map((count) => Math.max(2, count)), isRoomy: true }
}

/** How many columns make a board that is many times as high as wide about square. */
function columnsFor({ lines, columns }: Pick<Slots, 'lines' | 'columns'>): number {
  const width = columns.reduce((sum, count) => sum + count, 0)
  const times = (lines * lineShare) / width
  return times <= 4 ? mostColumns : Math.min(mostInCrowds, Math.ceil(mostColumns * Math.sqrt(times)))
}

function slotsIn(graph: LineGraph, rowsOf: Rows, most: number): Omit<Slots, 'isRoomy'> {
  const { count, lane } = graph
  const { row, rows, secondLevel } = rowsOf
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
  return { line, column, lines: at(top, rows), columns, row, secondLevel: at(top, secondLevel) }
}

/** Whether something turns in the first lane besides what comes from the inputs: a gate, or values between its own stages. */
function isCrossed({ count, holds, lane, valueFrom, valueTo }: LineGraph): boolean {
  const isFirst = (stage: number): boolean => lane[stage] === 0
  return (
    holds.some((held) => held.some(isFirst)) ||
    valueFrom.some((from, link) => from >= 0 && from < count && isFirst(at(valueTo, link)))
  )
}
