import { at, type LineGraph } from './line-graph.ts'

/** How many cards stand side by side in a lane at most; what runs in parallel beyond that takes further lines. */
export const mostColumns = 3
/** From so many lines on nobody sees the board at once: lanes then have a free column, so that a stage more fits in without widening one. */
const tall = 24

/** Where stages stand, in whole steps: lines over the whole board, columns inside each lane. */
export interface Slots {
  readonly line: Int32Array
  readonly column: Int32Array
  readonly lines: number
  /** How many columns each lane has. */
  readonly columns: Int32Array
  /** First line below the first level; gates get room above it. */
  readonly secondLevel: number
  /** Whether what turns into the first lane has room there. */
  readonly isRoomy: boolean
}

/** The row of each stage: all stages of one application on one level of one lane. Rows are numbered from the top. */
export function rowsOf(graph: LineGraph): { readonly row: Int32Array; readonly rows: number; readonly first: number } {
  const { count, lane, application, level, applications } = graph
  let levels = 1
  for (let stage = 0; stage < count; stage++) levels = Math.max(levels, at(level, stage) + 1)

  // Stages by application, in the order of the text within each.
  const start = new Int32Array(applications + 1)
  for (let stage = 0; stage < count; stage++)
    start[at(application, stage) + 1] = at(start, at(application, stage) + 1) + 1
  for (let rank = 0; rank < applications; rank++) start[rank + 1] = at(start, rank + 1) + at(start, rank)
  const ordered = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) {
    const rank = at(application, stage)
    ordered[at(start, rank)] = stage
    start[rank] = at(start, rank) + 1
  }

  // The first level has a row for each application, the same in every lane; further down a lane fills its rows from the top.
  const last = new Int32Array(graph.lanes.length * levels).fill(-1)
  const used = new Int32Array(graph.lanes.length * levels)
  const inLevel = new Int32Array(levels)
  const rank = new Int32Array(count)
  for (const stage of ordered) {
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
  const top = new Int32Array(levels + 1)
  for (let own = 0; own < levels; own++) top[own + 1] = at(top, own) + at(inLevel, own)
  const row = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) row[stage] = at(top, at(level, stage)) + at(rank, stage)
  return { row, rows: at(top, levels), first: at(top, 1) }
}

/** Gives every stage a slot of its own, from nothing but the line. */
export function freshSlots(graph: LineGraph): Slots {
  const { count, lane } = graph
  const { row, rows, first } = rowsOf(graph)
  const cells = new Int32Array(graph.lanes.length * rows)
  const inCell = new Int32Array(count)
  const linesOf = new Int32Array(rows)
  const columns = new Int32Array(graph.lanes.length).fill(1)
  for (let stage = 0; stage < count; stage++) {
    const cell = at(lane, stage) * rows + at(row, stage)
    const place = at(cells, cell)
    inCell[stage] = place
    cells[cell] = place + 1
    columns[at(lane, stage)] = Math.max(at(columns, at(lane, stage)), Math.min(mostColumns, place + 1))
    linesOf[at(row, stage)] = Math.max(at(linesOf, at(row, stage)), Math.floor(place / mostColumns) + 1)
  }
  const top = new Int32Array(rows + 1)
  for (let index = 0; index < rows; index++) top[index + 1] = at(top, index) + at(linesOf, index)
  const lines = at(top, rows)
  const line = new Int32Array(count)
  const column = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) {
    const place = at(inCell, stage)
    line[stage] = at(top, at(row, stage)) + Math.floor(place / mostColumns)
    column[stage] = place % mostColumns
  }
  if (lines > tall)
    for (let index = 0; index < columns.length; index++) columns[index] = Math.max(2, at(columns, index))
  return { line, column, lines, columns, secondLevel: at(top, first), isRoomy: lines > tall || isCrossed(graph) }
}

/** Whether something turns in the first lane besides what comes from the inputs: a gate, or values between its own stages. */
function isCrossed({ input, indexOf, lane }: LineGraph): boolean {
  const isFirst = (name: string): boolean => lane[indexOf.get(name) ?? -1] === 0
  return (
    input.gates.some((gate) => gate.holds.some(isFirst)) ||
    input.values.some(({ from, to }) => 'stage' in from && 'stage' in to && isFirst(to.stage))
  )
}
