import type { Outcome, RunEvent } from '#domain/run/events.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { canonicalJson } from '#domain/manifests/canonical-json.ts'
import type { PipelineRunStatus } from '#domain/tekton/status.ts'
import type { PipelineRunRef } from '../engines/engine.ts'

/** What an engine says of the PipelineRun of a stage. */
export interface StageUpdate {
  readonly ref: PipelineRunRef
  readonly status: PipelineRunStatus
}

/** What the newest updates of stages, by name, say that the run does not know yet, and which PipelineRuns have ended with it. */
export function eventsOfUpdates(
  run: Run,
  updates: ReadonlyMap<string, StageUpdate>,
  at: string,
): { readonly events: readonly RunEvent[]; readonly ended: readonly PipelineRunRef[] } {
  const news = [...updates].flatMap(([name, { ref, status }]) => {
    const stage = run.stages[name]
    if (stage?.state !== 'running' || stage.pipelineRun?.metadata.name !== ref.name) return []
    return [{ ref, events: eventsOfUpdate(run, stage, status, at) }]
  })
  return {
    events: news.flatMap(({ events }) => events),
    ended: news.flatMap(({ ref, events }) => (events.some(({ kind }) => kind === 'stage-ended') ? [ref] : [])),
  }
}

/** What an engine's status says that the run does not know yet: changed tasks, then the end of the stage. */
function eventsOfUpdate(run: Run, stage: StageRun, status: PipelineRunStatus, at: string): RunEvent[] {
  const base = { at, attempt: run.attempt, stage: stage.stage }
  const known = new Map(
    stage.taskRuns.map((taskRun) => [`${taskRun.name}/${String(taskRun.retry)}`, canonicalJson(taskRun)]),
  )
  const changed = status.taskRuns
    .filter((taskRun) => known.get(`${taskRun.name}/${String(taskRun.retry)}`) !== canonicalJson(taskRun))
    .map((taskRun): RunEvent => ({ kind: 'task-changed', ...base, taskRun }))
  if (status.condition.status === 'Unknown') return changed
  const { reason, message = '' } = status.condition
  const { results, skippedTasks } = status
  return [
    ...changed,
    { kind: 'stage-ended', ...base, outcome: outcomeOf(run, status), reason, message, results, skippedTasks },
  ]
}

function outcomeOf(run: Run, { condition: { status, reason } }: PipelineRunStatus): Outcome {
  if (status === 'True') return 'succeeded'
  return run.cancel !== undefined && /Cancel|Stopped/.test(reason) ? 'cancelled' : 'failed'
}
