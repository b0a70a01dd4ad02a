import { at, type LineGraph } from './line-graph.ts'
import { type Slots, tall } from './slots.ts'

// Up to this many cards may move at once: a small board needs that to fit a new stage, and the eye follows.
const fewCards = 12
const smallShare = 0.05

/**
 * The slots of an edited line, with as many stages as possible in their old places. A fresh layout is used if it moves only a few cards; otherwise
 * every stage keeps its slot, and only new stages, or those that changed lane or level, get a suitable free slot or a new line that pushes lower ones
 * down. Undefined if the fresh layout is better.
 */
export function keptSlots(graph: LineGraph, fresh: Slots, before: LineGraph, old: Slots): Slots | undefined {
  const { count, lane, level, band, input } = graph
  if ((input.gates.length === 0) !== (before.input.gates.length === 0)) return undefined
  const stood = new Int32Array(count).fill(-1)
  const laneBefore = graph.lanes.map((name) => before.lanes.indexOf(name))
  const isShifted = shiftedLanes(graph, fresh, before, old)
  let [kept, moved] = [0, 0]
  for (let stage = 0; stage < count; stage++) {
    const entry = input.stages[stage]
    const index = entry === undefined ? undefined : before.indexOf.get(entry.name)
    if (entry === undefined || index === undefined || graph.indexOf.get(entry.name) !== stage) continue
    if (laneBefore[at(lane, stage)] !== at(before.lane, index) || level[stage] !== before.level[index]) continue
    if (before.input.stages[index]?.application !== entry.application) continue
    if (input.applications[at(band, stage)] !== before.input.applications[at(before.band, index)]) continue
    stood[stage] = index
    kept += 1
    const isInPlace = fresh.line[stage] === old.line[index] && fresh.column[stage] === old.column[index]
    if (!isInPlace || isShifted[at(lane, stage)] === true) moved += 1
  }
  const limit = Math.max(fewCards, smallShare * kept)
  if (moved === 0 || count - kept > limit) return undefined
  if (moved > limit) return placed(graph, fresh, before, old, stood)
  if (fresh.lines <= tall) return undefined
  // Nobody sees such a tall board at once: if nothing has to move, move nothing, even if the fresh layout is tidier.
  const slots = placed(graph, fresh, before, old, stood)
  const stands = (stage: number): boolean => {
    const index = at(stood, stage)
    return index < 0 || (slots.line[stage] === old.line[index] && slots.column[stage] === old.column[index])
  }
  return stood.every((_, stage) => stands(stage)) ? slots : undefined
}

/** Marks lanes that move because a lane to their left changed its width. */
function shiftedLanes(graph: LineGraph, fresh: Slots, before: LineGraph, old: Slots): readonly boolean[] {
  const columns = columnsOf(graph, before, old)
  let isShifted = fresh.isRoomy !== old.isRoomy
  return graph.lanes.map((_, index) => {
    const isPushed = isShifted
    isShifted ||= columns[index] !== fresh.columns[index]
    return isPushed
  })
}

function columnsOf(graph: LineGraph, before: LineGraph, old: Slots): Int32Array {
  return Int32Array.from(graph.lanes, (name) => Math.max(1, at(old.columns, before.lanes.indexOf(name))))
}

function placed(graph: LineGraph, fresh: Slots, before: LineGraph, old: Slots, stood: Int32Array): Slots {
  const { count, lane } = graph
  const columns = columnsOf(graph, before, old)
  const line = new Int32Array(count).fill(-1)
  const column = new Int32Array(count)
  for (let stage = 0; stage < count; stage++) {
    const index = at(stood, stage)
    if (index < 0) continue
    line[stage] = at(old.line, index)
    column[stage] = at(old.column, index)
  }
  for (let stage = 0; stage < count; stage++) {
    if (at(stood, stage) >= 0) continue
    const { wanted, isItsRow } = lineFor(graph, fresh.row, line, stage)
    const free = freeColumn(stage, wanted, at(columns, at(lane, stage)))
    const own = free === undefined && isItsRow ? wanted + 1 : wanted
    if (free === undefined)
      for (let other = 0; other < count; other++) if (at(line, other) >= own) line[other] = at(line, other) + 1
    line[stage] = own
    column[stage] = free ?? 0
  }
  return { ...old, ...withoutGaps(line), column, columns, row: fresh.row }

  function freeColumn(stage: number, wanted: number, most: number): number | undefined {
    const taken = new Uint8Array(most)
    let isLine = false
    for (let other = 0; other < count; other++) {
      if (line[other] !== wanted) continue
      isLine = true
      if (lane[other] === lane[stage]) taken[at(column, other)] = 1
    }
    const place = taken.indexOf(0)
    return isLine && place >= 0 ? place : undefined
  }
}

/** Where a new stage belongs among placed ones: in the line of its row, or below earlier rows; always below its predecessors. */
function lineFor(
  { count, lane, level, application, band, afterStart, after }: LineGraph,
  row: Int32Array,
  line: Int32Array,
  stage: number,
): { readonly wanted: number; readonly isItsRow: boolean } {
  let above = -1
  if (at(level, stage) > 0)
    for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++) {
      const earlier = at(after, link)
      const isWaitedFor = application[earlier] === application[stage] || band[stage] !== application[stage]
      if (lane[earlier] === lane[stage] && isWaitedFor) above = Math.max(above, at(line, earlier))
    }
  let [inLane, inRow, before] = [-1, -1, -1]
  for (let other = 0; other < count; other++) {
    const [own, place] = [at(row, other), at(line, other)]
    if (place < 0 || own > at(row, stage)) continue
    if (own < at(row, stage)) before = Math.max(before, place)
    else if (lane[other] === lane[stage]) inLane = Math.max(inLane, place)
    else inRow = Math.max(inRow, place)
  }
  const its = inLane >= 0 ? inLane : inRow
  return its > above ? { wanted: its, isItsRow: true } : { wanted: Math.max(above, before) + 1, isItsRow: false }
}

/** Removes empty lines. */
function withoutGaps(line: Int32Array): Pick<Slots, 'line' | 'lines'> {
  const isUsed = new Uint8Array(line.reduce((last, own) => Math.max(last, own), -1) + 1)
  for (const own of line) isUsed[own] = 1
  let lines = 0
  const closed = Int32Array.from(isUsed, (used) => (used === 1 ? lines++ : lines))
  return { line: line.map((own) => at(closed, own)), lines }
}
