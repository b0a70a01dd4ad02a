import { lineGraph } from '#domain/line/graph.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { AskingTask } from '../gate-run.ts'
import type { Run, StageRun } from '../state.ts'

/** When something went on, in milliseconds since 1970; without an end while it still does. */
interface Span {
  readonly from: number
  readonly to: number | undefined
}

const spans = new WeakMap<Run, ReadonlyMap<string, Span>>()

/** When the stages of the current attempt worked, in the order in which they began: read once for each state of a run, as a long one has thousands. */
function spansOf(run: Run): ReadonlyMap<string, Span> {
  const known = spans.get(run)
  if (known !== undefined) return known
  const read = Object.values(run.stages).flatMap(({ stage, attempt, startedAt, endedAt }) =>
    startedAt === undefined || attempt !== run.attempt
      ? []
      : [
          [
            stage,
            { from: Date.parse(startedAt), to: endedAt === undefined ? undefined : Date.parse(endedAt) },
          ] as const,
        ],
  )
  const made = new Map(read.toSorted(([, a], [, b]) => a.from - b.from))
  spans.set(run, made)
  return made
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
  const own = spansOf(run)
  const endOf = (stage: string): number => {
    const span = own.get(stage)
    return span === undefined ? Number.NEGATIVE_INFINITY : (span.to ?? now)
  }
  const latest = (stages: Iterable<string>): string | undefined => {
    let found: string | undefined
    let end = Number.NEGATIVE_INFINITY
    for (const stage of stages) {
      if (endOf(stage) <= end) continue
      found = stage
      end = endOf(stage)
    }
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

/** Where the time of the current attempt went, in milliseconds: stages working, people being waited for, other runs being waited for, everything else. */
export interface TimeSpent {
  readonly total: number
  readonly working: number
  readonly approval: number
  readonly queue: number
  readonly other: number
}

/** Accounts for each moment once: work before approvals, approvals before queues. `now` is in milliseconds since 1970, for what has not ended. */
export function timeSpent(run: Run, now: number): TimeSpent {
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  const from = Date.parse(attempt?.startedAt ?? run.startedAt)
  const to = attempt?.endedAt === undefined ? now : Date.parse(attempt.endedAt)
  const total = Math.max(0, to - from)
  const work = workOf(run)
  const gates = Object.values(run.gates).flatMap(({ openedAt, closedAt }) =>
    openedAt === undefined || Date.parse(openedAt) < from
      ? []
      : [{ from: Date.parse(openedAt), to: closedAt === undefined ? to : Date.parse(closedAt) }],
  )
  const working = covered(work, now)
  const approval = gates.length === 0 ? 0 : covered([...work, ...gates], now) - working
  const queues = waitsInQueues(run, to)
  const queue = queues.length === 0 ? 0 : covered([...work, ...gates, ...queues], now) - working - approval
  return { total, working, approval, queue, other: Math.max(0, total - working - approval - queue) }
}

/** When stages worked: one that asked people within did while other tasks of it ran. */
function workOf(run: Run): readonly Span[] {
  const asking = Object.values(run.gates).flatMap(({ task }) => task ?? [])
  return [...spansOf(run)].flatMap(([name, span]) => {
    const within = asking.filter(({ stage }) => stage === name)
    return within.length === 0 ? [span] : (run.stages[name]?.taskRuns ?? []).flatMap((one) => workingSpan(one, within))
  })
}

/** Neither a task that asks has worked, nor the Pipeline around it. */
function workingSpan(
  { pipelineTask, startedAt, finishedAt }: TaskRunStatus,
  asking: readonly AskingTask[],
): readonly Span[] {
  const isAsking = asking.some(({ task }) => task === pipelineTask || task.startsWith(`${pipelineTask}/`))
  if (startedAt === undefined || isAsking) return []
  return [{ from: Date.parse(startedAt), to: finishedAt === undefined ? undefined : Date.parse(finishedAt) }]
}

/** When the current attempt waited for other runs, and waits for them now. */
export function waitsInQueues({ queues = [], queued = [] }: Run, now: number) {
  return [...queued, ...queues.map((one) => ({ ...one, until: undefined }))].map(({ queue, behind, since, until }) => ({
    queue,
    behind,
    from: Date.parse(since),
    to: until === undefined ? now : Date.parse(until),
  }))
}

/** How much time at least one of the spans covers until now. */
function covered(some: readonly Span[], now: number): number {
  let sum = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { from, to = now } of some.toSorted((a, b) => a.from - b.from)) {
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

/** The failed stages because of which a stage was skipped; none for one that has run. */
export function causesOf(run: Run, line: AssemblyLine, stage: string): readonly string[] {
  if (run.stages[stage]?.state !== 'skipped') return []
  return failureChains(run, line).flatMap(({ cause, consequences }) => (consequences.includes(stage) ? [cause] : []))
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
