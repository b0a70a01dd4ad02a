import { lineGraph, topologicalOrder } from '#domain/line/graph.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { Run } from '../state.ts'
import { stageSpans } from './times.ts'

/** When a stage that has not ended is expected to run, in milliseconds since 1970. */
export interface ForecastSpan {
  readonly from: number
  readonly to: number
}

/**
 * Expected times of running and coming stages, from their usual durations. Stages that wait for a person, directly or through others, have none.
 * A running stage that is late counts as ending now.
 */
export function forecast(
  run: Run,
  line: AssemblyLine,
  usual: Readonly<Record<string, number>>,
  now: number,
): ReadonlyMap<string, ForecastSpan> {
  const graph = lineGraph(line)
  const ends = new Map<string, number>()
  const spans = new Map<string, ForecastSpan>()
  const gatesOf = new Map(line.spec.stages.flatMap(({ name, gates }) => (gates === undefined ? [] : [[name, gates]])))
  const worked = stageSpans(run)
  for (const name of topologicalOrder(graph)) {
    const stage = run.stages[name]
    const own = usual[name]
    if (stage?.endedAt !== undefined) {
      if (stage.state === 'succeeded') ends.set(name, worked.get(name)?.to ?? Date.parse(stage.endedAt))
      continue
    }
    if (own === undefined) continue
    if (stage?.startedAt !== undefined) {
      const from = Date.parse(stage.startedAt)
      const to = Math.max(now, from + own)
      ends.set(name, to)
      spans.set(name, { from, to })
      continue
    }
    const parents = [...(graph.before.get(name) ?? [])].map((parent) => ends.get(parent))
    const isHeld = (gatesOf.get(name) ?? []).some((gate) => run.gates[gate]?.state !== 'passed')
    if (isHeld || parents.some((end) => end === undefined)) continue
    const from = Math.max(now, ...parents.map((end) => end ?? now))
    ends.set(name, from + own)
    spans.set(name, { from, to: from + own })
  }
  return spans
}
