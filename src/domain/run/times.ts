import { lineGraph } from '#domain/line/graph.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { Run, StageRun } from './state.ts'

/** When a stage worked in the current attempt, in milliseconds since 1970; what still runs ends now. */
interface Span {
  readonly from: number
  readonly to: number
}

function spanOf(run: Run, stage: StageRun | undefined, now: number): Span | undefined {
  if (stage?.startedAt === undefined || stage.attempt !== run.attempt) return undefined
  return { from: Date.parse(stage.startedAt), to: stage.endedAt === undefined ? now : Date.parse(stage.endedAt) }
}

/** How long a stage took, in milliseconds; undefined before it has ended. */
export function stageDuration(stage: Pick<StageRun, 'startedAt' | 'endedAt'> | undefined): number | undefined {
  if (stage?.startedAt === undefined || stage.endedAt === undefined) return undefined
  return Date.parse(stage.endedAt) - Date.parse(stage.startedAt)
}

/**
 * The stages that the run's end depends on, in order: from the one that ended last (or still runs), each time to the one before it that ended
 * last. Making any other stage faster would not end the run earlier.
 */
export function criticalPath(run: Run, line: AssemblyLine, now: number): readonly string[] {
  const graph = lineGraph(line)
  const endOf = (stage: string): number => spanOf(run, run.stages[stage], now)?.to ?? Number.NEGATIVE_INFINITY
  const latest = (stages: Iterable<string>): string | undefined => {
    let found: string | undefined
    for (const stage of stages)
      if (endOf(stage) > (found === undefined ? Number.NEGATIVE_INFINITY : endOf(found))) found = stage
    return found
  }
  const path: string[] = []
  let stage = latest(Object.keys(run.stages))
  while (stage !== undefined && !path.includes(stage)) {
    path.unshift(stage)
    stage = latest(graph.before.get(stage) ?? [])
  }
  return path
}

/** Where the time of the current attempt went, in milliseconds: stages working, people being waited for, everything else. */
export interface TimeSpent {
  readonly total: number
  readonly working: number
  readonly approval: number
  readonly other: number
}

export function timeSpent(run: Run, now: number): TimeSpent {
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  const from = Date.parse(attempt?.startedAt ?? run.startedAt)
  const to = attempt?.endedAt === undefined ? now : Date.parse(attempt.endedAt)
  const total = Math.max(0, to - from)
  const work = Object.values(run.stages).flatMap((stage) => spanOf(run, stage, now) ?? [])
  const gates = Object.values(run.gates).flatMap(({ openedAt, closedAt }) =>
    openedAt === undefined || Date.parse(openedAt) < from
      ? []
      : [{ from: Date.parse(openedAt), to: closedAt === undefined ? to : Date.parse(closedAt) }],
  )
  const working = covered(work)
  const approval = covered([...work, ...gates]) - working
  return { total, working, approval, other: Math.max(0, total - working - approval) }
}

/** How much time at least one of the spans covers. */
function covered(spans: readonly Span[]): number {
  let sum = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return sum
}

/** A failed stage, and what could not run because of it. */
export interface FailureChain {
  readonly cause: string
  readonly consequences: readonly string[]
}

/** Causes told apart from consequences: a stage that failed by itself, with the stages after it that were skipped or cannot start. */
export function failureChains(run: Run, line: AssemblyLine): readonly FailureChain[] {
  const graph = lineGraph(line)
  return line.spec.stages
    .filter(({ name }) => run.stages[name]?.state === 'failed')
    .map(({ name }) => {
      const reached = new Set<string>()
      const open = [name]
      for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
        for (const next of graph.after.get(stage) ?? []) {
          if (reached.has(next)) continue
          reached.add(next)
          open.push(next)
        }
      }
      return {
        cause: name,
        consequences: line.spec.stages
          .map((stage) => stage.name)
          .filter(
            (stage) =>
              reached.has(stage) && ['pending', 'waiting', 'skipped'].includes(run.stages[stage]?.state ?? 'pending'),
          ),
      }
    })
}
