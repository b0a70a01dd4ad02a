import type { Outcome, RunEvent } from '#domain/run/events.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { canonicalJson } from '#domain/manifests/canonical-json.ts'
import type { PipelineRunStatus } from '#domain/tekton/status.ts'

/** What an engine's status says that the run does not know yet: changed tasks, then the end of the stage. */
export function eventsOfUpdate(run: Run, stage: StageRun, status: PipelineRunStatus, at: string): RunEvent[] {
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
