import { at, type LineGraph } from './line-graph.ts'
import type { Slots } from './slots.ts'

// So few cards may move at once: on a small board that is what a stage more needs, and the eye follows.
const fewCards = 12
const smallShare = 0.05

/**
 * The slots of an edited line, with as many stages as can be where they stood before. A fresh layout is taken when it moves few cards;
 * else every stage keeps its slot, and only what is new, or stands in another lane or on another level than before, gets a free one near
 * to where it belongs. Undefined when the fresh layout is the better one.
 */
export function keptSlots(graph: LineGraph, fresh: Slots, before: LineGraph, old: Slots): Slots | undefined {
  const { count, lane, level, input } = graph
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
    stood[stage] = index
    kept += 1
    const isInPlace = fresh.line[stage] === old.line[index] && fresh.column[stage] === old.column[index]
    if (!isInPlace || isShifted[at(lane, stage)] === true) moved += 1
  }
  const limit = Math.max(fewCards, smallShare * kept)
  if (moved <= limit || count - kept > limit) return undefined
  return placed(graph, fresh, before, old, stood)
}

/** Lanes that a wider or narrower lane left of them would push aside. */
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
  const { count, lane, level, application } = graph
  const columns = columnsOf(graph, before, old)
  const most = old.lines + count
  const widest = Math.max(...columns)
  const taken = new Uint8Array(graph.lanes.length * most * widest)
  const slotAt = (stage: number, row: number, place: number): number => (at(lane, stage) * most + row) * widest + place
  const line = new Int32Array(count).fill(-1)
  const column = new Int32Array(count)
  const { row } = fresh
  // Where the stages of a row of a lane stand, and where the first level of an application does, for those that join them.
  const rowLine = new Map<number, number>()
  const applicationLine = new Int32Array(graph.applications).fill(-1)
  let lines = 0
  function put(stage: number, row_: number, place: number): void {
    line[stage] = row_
    column[stage] = place
    taken[slotAt(stage, row_, place)] = 1
    lines = Math.max(lines, row_ + 1)
    rowLine.set(at(row, stage) * graph.lanes.length + at(lane, stage), row_)
    if (level[stage] === 0) applicationLine[at(application, stage)] = row_
  }
  for (let stage = 0; stage < count; stage++) {
    const index = at(stood, stage)
    if (index >= 0) put(stage, at(old.line, index), at(old.column, index))
  }
  for (let stage = 0; stage < count; stage++) {
    if (at(stood, stage) >= 0) continue
    const above = lineAbove(graph, stage, line)
    const beside = rowLine.get(at(row, stage) * graph.lanes.length + at(lane, stage))
    const own = level[stage] === 0 ? at(applicationLine, at(application, stage)) : -1
    const wanted = Math.max(above + 1, beside ?? (own >= 0 ? own : above >= 0 ? above + 1 : lines))
    const free = freeSlot(wanted, above, lines, (row_) => {
      for (let place = 0; place < at(columns, at(lane, stage)); place++)
        if (taken[slotAt(stage, row_, place)] === 0) return place
      return undefined
    })
    put(stage, free.line, free.column)
  }
  return { ...old, line, column, columns, lines, row }
}

/** The lowest line of what a stage runs after in its own lane and application; -1 for none. */
function lineAbove({ afterStart, after, lane, application }: LineGraph, stage: number, line: Int32Array): number {
  let lowest = -1
  for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++) {
    const earlier = at(after, link)
    if (lane[earlier] === lane[stage] && application[earlier] === application[stage])
      lowest = Math.max(lowest, at(line, earlier))
  }
  return lowest
}

/** The free slot nearest to a line, below rather than above; the line below all others is always free. */
function freeSlot(
  wanted: number,
  above: number,
  lines: number,
  columnIn: (line: number) => number | undefined,
): { readonly line: number; readonly column: number } {
  for (let distance = 0; distance <= lines; distance++)
    for (const line of [wanted + distance, wanted - distance]) {
      if (line <= above || line < 0 || line >= lines) continue
      const column = columnIn(line)
      if (column !== undefined) return { line, column }
    }
  return { line: Math.max(lines, above + 1), column: 0 }
}
