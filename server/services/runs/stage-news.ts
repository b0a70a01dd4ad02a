import type { Outcome, RunEvent } from '#domain/run/events.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { canonicalJson } from '#domain/manifests/canonical-json.ts'
import type { PipelineRunStatus, SkippedTask, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { PipelineRunRef } from '../../engines/engine.ts'

/** What an engine says of the PipelineRun of a stage. */
export interface StageUpdate {
  readonly ref: PipelineRunRef
  readonly status: PipelineRunStatus
}

/** What an engine says of a Pipeline within that of a stage: its tasks, called `<task>/<task of the child>`. */
export interface ChildUpdate {
  readonly stage: string
  /** The PipelineRun of the stage. */
  readonly root: string
  readonly taskRuns: readonly TaskRunStatus[]
  readonly skippedTasks: readonly SkippedTask[]
}

/** What has been learnt of the stages of a run and is not stored yet, by the names of the stages. */
export interface StageNews {
  /** `stage-ready`, or `stage-ended` where a stage cannot be prepared. */
  readonly prepared: Map<string, PreparedStage>
  /** The newest that the engine has said. */
  readonly updates: Map<string, StageUpdate>
  /** The same of Pipelines within them, by PipelineRun. */
  readonly children: Map<string, ChildUpdate>
}

export type PreparedStage = Extract<RunEvent, { kind: 'stage-ready' | 'stage-ended' }>

/** Nothing yet. */
export function noNews(): StageNews {
  return { prepared: new Map(), updates: new Map(), children: new Map() }
}

/** What could not be stored, and what is newer in its place. */
export function newsOver(older: StageNews, newer: StageNews): StageNews {
  return {
    prepared: new Map([...older.prepared, ...newer.prepared]),
    updates: new Map([...older.updates, ...newer.updates]),
    children: new Map([...older.children, ...newer.children]),
  }
}

/** What news say that the run does not know yet, and which PipelineRuns have ended with it. */
export function eventsOfNews(
  run: Run,
  { prepared, updates, children }: StageNews,
  at: string,
): { readonly events: readonly RunEvent[]; readonly ended: readonly PipelineRunRef[] } {
  const isNew = ({ attempt, stage }: PreparedStage): boolean =>
    run.attempt === attempt && run.stages[stage]?.state === 'pending' && !hasEnded(run)
  const news = [...updates].flatMap(([name, { ref, status }]) => {
    const stage = run.stages[name]
    if (stage?.state !== 'running' || stage.pipelineRun?.metadata.name !== ref.name) return []
    return [{ ref, events: eventsOfUpdate(run, stage, status, at) }]
  })
  // Before the end of their stages, which they are part of.
  const inside = [...children.values()].flatMap(({ stage: name, root, taskRuns, skippedTasks }) => {
    const stage = run.stages[name]
    if (stage?.state !== 'running' || stage.pipelineRun?.metadata.name !== root) return []
    return [...changedTasks(run, stage, taskRuns, at), ...newlySkipped(run, stage, skippedTasks, at)]
  })
  return {
    events: [...[...prepared.values()].filter(isNew), ...inside, ...news.flatMap(({ events }) => events)],
    ended: news.flatMap(({ ref, events }) => (events.some(({ kind }) => kind === 'stage-ended') ? [ref] : [])),
  }
}

/** What an engine's status says that the run does not know yet: changed tasks, then the end of the stage. */
function eventsOfUpdate(run: Run, stage: StageRun, status: PipelineRunStatus, at: string): RunEvent[] {
  const base = { at, attempt: run.attempt, stage: stage.stage }
  const changed = changedTasks(run, stage, status.taskRuns, at)
  if (status.condition.status === 'Unknown') return [...changed, ...newlySkipped(run, stage, status.skippedTasks, at)]
  const { reason, message = '' } = status.condition
  const { results, skippedTasks } = status
  return [
    ...changed,
    { kind: 'stage-ended', ...base, outcome: outcomeOf(run, status), reason, message, results, skippedTasks },
  ]
}

function changedTasks(run: Run, stage: StageRun, taskRuns: readonly TaskRunStatus[], at: string): RunEvent[] {
  const base = { at, attempt: run.attempt, stage: stage.stage }
  const known = new Map(
    stage.taskRuns.map((taskRun) => [`${taskRun.name}/${String(taskRun.retry)}`, canonicalJson(taskRun)]),
  )
  return taskRuns
    .filter((taskRun) => known.get(`${taskRun.name}/${String(taskRun.retry)}`) !== canonicalJson(taskRun))
    .map((taskRun): RunEvent => ({ kind: 'task-changed', ...base, taskRun }))
}

function newlySkipped(run: Run, stage: StageRun, skipped: readonly SkippedTask[], at: string): RunEvent[] {
  const tasks = skipped.filter(
    ({ name, reason }) => !stage.skippedTasks.some((known) => known.name === name && known.reason === reason),
  )
  return tasks.length === 0 ? [] : [{ kind: 'tasks-skipped', at, attempt: run.attempt, stage: stage.stage, tasks }]
}

function outcomeOf(run: Run, { condition: { status, reason } }: PipelineRunStatus): Outcome {
  if (status === 'True') return 'succeeded'
  return run.cancel !== undefined && /Cancel|Stopped/.test(reason) ? 'cancelled' : 'failed'
}
