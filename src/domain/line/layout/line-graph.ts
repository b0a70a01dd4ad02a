import type { LayoutInput } from './layout-model.ts'

/** A line as numbers: stages by index, lanes by board order, links as flat lists, so that each name is looked up only once, here. */
export interface LineGraph {
  readonly input: LayoutInput
  readonly count: number
  readonly indexOf: ReadonlyMap<string, number>
  /** Lanes that hold a stage, in board order. */
  readonly lanes: readonly string[]
  readonly lane: Int32Array
  readonly applications: number
  readonly application: Int32Array
  /** `after[afterStart[stage]..afterStart[stage + 1]]` are the stage's predecessors; unknown names are left out. */
  readonly afterStart: Int32Array
  readonly after: Int32Array
  /** The stages that each gate holds. */
  readonly holds: readonly Int32Array[]
  /**
   * Source and target of each value link: a stage's index, or after the stages a terminal's (line inputs, then line results); -1 for unknown names.
   */
  readonly valueFrom: Int32Array
  readonly valueTo: Int32Array
  /** Each stage's level inside its lane, and the application whose rows it is in: see `levelsInLanes`. */
  readonly level: Int32Array
  readonly band: Int32Array
}

/** The number at an index of a flat list, or 0 outside it; satisfies the type checker. */
export function at(list: Int32Array, index: number): number {
  return list[index] ?? 0
}

/** Converts the input once; later steps work on numbers. */
export function lineGraphOf(input: LayoutInput): LineGraph {
  const { stages } = input
  const count = stages.length
  const indexOf = new Map<string, number>()
  const laneIds = new Map(input.lanes.map((lane, index) => [lane, index]))
  const ranks = new Map(input.applications.map((application, index) => [application, index]))
  const isUsed = new Uint8Array(laneIds.size)
  const lane = new Int32Array(count)
  const application = new Int32Array(count)
  let links = 0
  for (let stage = 0; stage < count; stage++) {
    const entry = stages[stage]
    if (entry === undefined) continue
    indexOf.set(entry.name, stage)
    lane[stage] = laneIds.get(entry.lane) ?? 0
    isUsed[at(lane, stage)] = 1
    let rank = ranks.get(entry.application)
    if (rank === undefined) {
      rank = ranks.size
      ranks.set(entry.application, rank)
    }
    application[stage] = rank
    links += entry.after.length
  }
  // Lanes without a stage are dropped, the others renumbered.
  const lanes = input.lanes.filter((_, index) => isUsed[index] === 1)
  const shown = new Int32Array(laneIds.size)
  lanes.forEach((id, index) => (shown[laneIds.get(id) ?? 0] = index))
  for (let stage = 0; stage < count; stage++) lane[stage] = at(shown, at(lane, stage))
  const known = { input, count, indexOf }
  const graph = { ...known, lanes, lane, applications: ranks.size, application, ...linksBefore(known, links) }
  const values = valueEnds(known)
  return { ...graph, holds: heldBy(known), ...values, ...levelsInLanes(graph, waitsOf({ ...graph, ...values })) }
}

type Known = Pick<LineGraph, 'input' | 'count' | 'indexOf'>

/** Each stage's predecessors as one flat list of at most `most` links. */
function linksBefore({ input, count, indexOf }: Known, most: number): Pick<LineGraph, 'afterStart' | 'after'> {
  const afterStart = new Int32Array(count + 1)
  const after = new Int32Array(most)
  let end = 0
  for (let stage = 0; stage < count; stage++) {
    for (const name of input.stages[stage]?.after ?? []) {
      const before = indexOf.get(name)
      if (before !== undefined) after[end++] = before
    }
    afterStart[stage + 1] = end
  }
  return { afterStart, after }
}

function heldBy({ input, indexOf }: Known): Int32Array[] {
  return input.gates.map(({ holds }) => Int32Array.from(holds.flatMap((name) => indexOf.get(name) ?? [])))
}

function valueEnds({ input, count, indexOf }: Known): Pick<LineGraph, 'valueFrom' | 'valueTo'> {
  const { values, inputs, results } = input
  const inputIds = new Map(inputs.map((name, index) => [name, count + index]))
  const resultIds = new Map(results.map((name, index) => [name, count + inputs.length + index]))
  const valueFrom = new Int32Array(values.length)
  const valueTo = new Int32Array(values.length)
  for (let link = 0; link < values.length; link++) {
    const value = values[link]
    if (value === undefined) continue
    const { from, to } = value
    valueFrom[link] = ('stage' in from ? indexOf.get(from.stage) : inputIds.get(from.input)) ?? -1
    valueTo[link] = ('stage' in to ? indexOf.get(to.stage) : resultIds.get(to.result)) ?? -1
  }
  return { valueFrom, valueTo }
}

/** Links as two parallel lists: a stage, and one that waits for it. */
interface Links {
  readonly from: Int32Array
  readonly to: Int32Array
}

/** Which stages wait for which, through `runAfter` or through a value they read. */
function waitsOf({
  count,
  afterStart,
  after,
  valueFrom,
  valueTo,
}: Pick<LineGraph, 'count' | 'afterStart' | 'after' | 'valueFrom' | 'valueTo'>): Links {
  const from = new Int32Array(after.length + valueFrom.length)
  const to = new Int32Array(from.length)
  from.set(after)
  from.set(valueFrom, after.length)
  for (let stage = 0; stage < count; stage++) to.fill(stage, at(afterStart, stage), at(afterStart, stage + 1))
  to.set(valueTo, after.length)
  return { from, to }
}

/** Links inside lanes by source: `followers[start[stage]..start[stage + 1]]` wait for a stage, each for `open` stages of its lane in total. */
function followersInLanes({ count, lane }: Pick<LineGraph, 'count' | 'lane'>, { from, to }: Links) {
  const isInside = (link: number): boolean => {
    const [before, stage] = [at(from, link), at(to, link)]
    const isBetweenStages = before >= 0 && stage >= 0 && before < count && stage < count && before !== stage
    return isBetweenStages && lane[before] === lane[stage]
  }
  const open = new Int32Array(count)
  const start = new Int32Array(count + 1)
  for (let link = 0; link < from.length; link++) {
    if (!isInside(link)) continue
    open[at(to, link)] = at(open, at(to, link)) + 1
    start[at(from, link) + 1] = at(start, at(from, link) + 1) + 1
  }
  for (let stage = 0; stage < count; stage++) start[stage + 1] = at(start, stage + 1) + at(start, stage)
  const followers = new Int32Array(at(start, count))
  const filled = start.slice(0, count)
  for (let link = 0; link < from.length; link++) {
    if (!isInside(link)) continue
    const before = at(from, link)
    followers[at(filled, before)] = at(to, link)
    filled[before] = at(filled, before) + 1
  }
  return { start, followers, open }
}

/**
 * Level of each stage inside its lane: one below its application's earlier stages there (verification is below what it verifies), and beside those of
 * other applications. It is in the rows of its application; if it waits for several in its lane, in those of the last of them, below everything it
 * waits for. A cycle is cut at its first stage.
 */
function levelsInLanes(
  graph: Pick<LineGraph, 'count' | 'lane' | 'application'>,
  links: Links,
): Pick<LineGraph, 'level' | 'band'> {
  const { count, application } = graph
  const { start, followers, open } = followersInLanes(graph, links)
  const level = new Int32Array(count)
  const band = application.slice()
  const isDone = new Uint8Array(count)
  const queue = new Int32Array(count)
  let [read, write, next] = [0, 0, 0]
  for (let stage = 0; stage < count; stage++) if (open[stage] === 0) queue[write++] = stage
  for (;;) {
    while (read < write) {
      const stage = at(queue, read++)
      isDone[stage] = 1
      if (level[stage] === 0) band[stage] = at(application, stage)
      for (let link = at(start, stage); link < at(start, stage + 1); link++) {
        const follower = at(followers, link)
        const below = at(level, stage) + (application[follower] === application[stage] ? 1 : 0)
        if (isDone[follower] === 0) {
          level[follower] = Math.max(below, at(level, follower))
          band[follower] = Math.max(at(band, stage), at(band, follower))
        }
        open[follower] = at(open, follower) - 1
        if (open[follower] === 0 && isDone[follower] === 0) queue[write++] = follower
      }
    }
    // The remaining stages are on a cycle or behind one.
    while (next < count && isDone[next] === 1) next += 1
    if (next === count) return { level, band }
    queue[write++] = next
    open[next] = 0
  }
}
