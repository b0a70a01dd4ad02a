import type { Outcome, RunEvent } from '#domain/run/events.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { canonicalJson } from '#domain/manifests/canonical-json.ts'
import type { PipelineRunStatus, SkippedTask, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { PipelineRunRef } from '../../engines/engine.ts'

/** What an engine reports about a stage's PipelineRun. */
export interface StageUpdate {
  readonly ref: PipelineRunRef
  readonly status: PipelineRunStatus
}

/** What an engine reports about a nested Pipeline; its tasks are called `<task>/<task of the child>`. */
export interface ChildUpdate {
  readonly stage: string
  /** The stage's PipelineRun. */
  readonly root: string
  readonly taskRuns: readonly TaskRunStatus[]
  readonly skippedTasks: readonly SkippedTask[]
}

/** What was learnt about a run's stages and is not stored yet, by stage. */
export interface StageNews {
  /** `stage-ready`, or `stage-ended` if a stage cannot be prepared. */
  readonly prepared: Map<string, PreparedStage>
  /** The newest report of the engine. */
  readonly updates: Map<string, StageUpdate>
  /** The newest reports about nested Pipelines, by PipelineRun. */
  readonly children: Map<string, ChildUpdate>
}

export type PreparedStage = Extract<RunEvent, { kind: 'stage-ready' | 'stage-ended' }>

export function noNews(): StageNews {
  return { prepared: new Map(), updates: new Map(), children: new Map() }
}

/** Merges news that could not be stored with newer ones. */
export function newsOver(older: StageNews, newer: StageNews): StageNews {
  return {
    prepared: new Map([...older.prepared, ...newer.prepared]),
    updates: new Map([...older.updates, ...newer.updates]),
    children: new Map([...older.children, ...newer.children]),
  }
}

/** The events for news that the run does not know yet, and the PipelineRuns that end with them. */
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
  // Nested tasks come before the end of their stage.
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

/** The events for an engine's status: changed tasks, then the end of the stage. */
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
