import { lineGraph } from '#domain/line/graph.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { AskingTask } from '../gate-run.ts'
import type { Run, StageRun } from '../state.ts'

/** A span of time in milliseconds since 1970; without `to` while it goes on. */
export interface Span {
  readonly from: number
  readonly to: number | undefined
}

const spans = new WeakMap<Run, ReadonlyMap<string, Span>>()

/**
 * When the stages of the current attempt worked, in the order of their starts. Computed once per state of the run, because a run may have
 * thousands.
 */
export function stageSpans(run: Run): ReadonlyMap<string, Span> {
  const known = spans.get(run)
  if (known !== undefined) return known
  const read: (Span & { readonly stage: string })[] = []
  for (const { stage, attempt, startedAt, endedAt } of Object.values(run.stages)) {
    if (startedAt === undefined || attempt !== run.attempt) continue
    read.push({ stage, from: Date.parse(startedAt), to: endedAt === undefined ? undefined : Date.parse(endedAt) })
  }
  const made = new Map(read.sort((a, b) => a.from - b.from).map((span) => [span.stage, span]))
  spans.set(run, made)
  return made
}

/** How long a stage took, in milliseconds; undefined before it has ended. */
export function stageDuration(stage: Pick<StageRun, 'startedAt' | 'endedAt'> | undefined): number | undefined {
  if (stage?.startedAt === undefined || stage.endedAt === undefined) return undefined
  return Date.parse(stage.endedAt) - Date.parse(stage.startedAt)
}

/**
 * The critical path in order: from the stage that ended last (or still runs), back to the predecessor that ended last, and so on. Making any
 * other stage faster would not end the run earlier.
 */
export function criticalPath(run: Run, line: AssemblyLine, now: number): readonly string[] {
  const graph = lineGraph(line)
  const own = stageSpans(run)
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
  let stage = latest(own.keys())
  while (stage !== undefined && !path.includes(stage)) {
    path.unshift(stage)
    stage = latest(graph.before.get(stage) ?? [])
  }
  return path
}

/** Where the time of the current attempt went, in milliseconds: working, waiting for people, waiting for other runs, the rest. */
export interface TimeSpent {
  readonly total: number
  readonly working: number
  readonly approval: number
  readonly queue: number
  readonly other: number
}

/** Counts each moment once: work before approvals, approvals before queues. `now` (milliseconds since 1970) ends what has not ended. */
export function timeSpent(run: Run, now: number): TimeSpent {
  const attempt = attemptOf(run)
  const to = attempt.to ?? now
  const total = Math.max(0, to - attempt.from)
  const covers = coversOf(run)
  const working = coveredUntil(covers.work, now)
  const approval = coveredUntil(covers.people, now) - working
  const queue = coveredUntil(covers.all, now) - working - approval
  return { total, working, approval, queue, other: Math.max(0, total - working - approval - queue) }
}

function attemptOf(run: Run): Span {
  const attempt = run.attempts.find((one) => one.attempt === run.attempt)
  return {
    from: Date.parse(attempt?.startedAt ?? run.startedAt),
    to: attempt?.endedAt === undefined ? undefined : Date.parse(attempt.endedAt),
  }
}

interface Covers {
  readonly work: Cover
  /** Work, or people being waited for. */
  readonly people: Cover
  readonly all: Cover
}

const covers = new WeakMap<Run, Covers>()

/** Computed once per state of the run, since a clock asks every second. */
function coversOf(run: Run): Covers {
  const known = covers.get(run)
  if (known !== undefined) return known
  const { from, to } = attemptOf(run)
  const work = workOf(run)
  const gates = Object.values(run.gates).flatMap(({ openedAt, closedAt }) =>
    openedAt === undefined || Date.parse(openedAt) < from
      ? []
      : [{ from: Date.parse(openedAt), to: closedAt === undefined ? to : Date.parse(closedAt) }],
  )
  const queues = waitsInQueues(run, to)
  const ofWork = coverOf(work)
  const people = gates.length === 0 ? ofWork : coverOf(inOrder([...work, ...gates]))
  const all = queues.length === 0 ? people : coverOf(inOrder([...work, ...gates, ...queues]))
  const made = { work: ofWork, people, all }
  covers.set(run, made)
  return made
}

/** When stages worked, in order. A stage whose approval task waited counts only while other tasks of it ran. */
function workOf(run: Run): readonly Span[] {
  const asking = Object.values(run.gates).flatMap(({ task }) => task ?? [])
  if (asking.length === 0) return [...stageSpans(run).values()]
  const spans = [...stageSpans(run)].flatMap(([name, span]) => {
    const within = asking.filter(({ stage }) => stage === name)
    return within.length === 0 ? [span] : (run.stages[name]?.taskRuns ?? []).flatMap((one) => workingSpan(one, within))
  })
  return inOrder(spans)
}

/** An approval task does not work, nor does the nested Pipeline around it. */
function workingSpan(
  { pipelineTask, startedAt, finishedAt }: TaskRunStatus,
  asking: readonly AskingTask[],
): readonly Span[] {
  const isAsking = asking.some(({ task }) => task === pipelineTask || task.startsWith(`${pipelineTask}/`))
  if (startedAt === undefined || isAsking) return []
  return [{ from: Date.parse(startedAt), to: finishedAt === undefined ? undefined : Date.parse(finishedAt) }]
}

/** When the current attempt waited for other runs, and waits for them now. */
export function waitsInQueues<Now extends number | undefined>({ queues = [], queued = [] }: Run, now: Now) {
  return [...queued, ...queues.map((one) => ({ ...one, until: undefined }))].map(({ queue, behind, since, until }) => ({
    queue,
    behind,
    from: Date.parse(since),
    to: until === undefined ? now : Date.parse(until),
  }))
}

/** The time that at least one of the spans covers, and since when an open one goes on. */
interface Cover {
  readonly sum: number
  readonly since: number | undefined
}

function inOrder(some: readonly Span[]): readonly Span[] {
  return some.toSorted((a, b) => a.from - b.from)
}

/** The spans must be sorted by their starts. */
function coverOf(some: readonly Span[]): Cover {
  let sum = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { from, to } of some) {
    // Spans that start after an open one add nothing.
    if (to === undefined) return { sum, since: Math.max(from, reached) }
    sum += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return { sum, since: undefined }
}

function coveredUntil({ sum, since }: Cover, now: number): number {
  return since === undefined ? sum : sum + Math.max(0, now - since)
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

/** Separates causes from consequences: each stage that failed by itself, with the later stages that were skipped or cannot start. */
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
