import type { StageRun } from '../state.ts'

/** Something that happened in a stage, for people: when, to what, and Tekton's reason. */
export interface StageEvent {
  /** ISO 8601. */
  readonly at: string
  readonly object: 'stage' | 'task' | 'step'
  /** Name of the task, or names of task and step. */
  readonly name: string
  readonly reason: string
  readonly message: string
  readonly outcome: 'good' | 'bad' | 'neutral'
}

/** The events of a stage by time, derived from its recorded times and states; nothing is invented. */
export function stageEvents(stage: StageRun): readonly StageEvent[] {
  const events: StageEvent[] = []
  const add = (at: string | undefined, event: Omit<StageEvent, 'at'>): void => {
    if (at !== undefined) events.push({ at, ...event })
  }
  const own = { object: 'stage', name: stage.stage } as const
  add(stage.readyAt, { ...own, reason: 'Ready', message: stage.digest ?? '', outcome: 'neutral' })
  add(stage.startedAt, {
    ...own,
    reason: 'Started',
    message: stage.pipelineRun?.metadata.name ?? '',
    outcome: 'neutral',
  })
  for (const task of stage.taskRuns) {
    const retried = task.retry === 0 ? '' : ` (try ${String(task.retry + 1)})`
    const it = { object: 'task', name: `${task.pipelineTask}${retried}` } as const
    add(task.startedAt, { ...it, reason: 'Started', message: task.name, outcome: 'neutral' })
    for (const step of task.steps) {
      const name = `${task.pipelineTask} / ${step.name}`
      add(step.startedAt, { object: 'step', name, reason: 'Started', message: '', outcome: 'neutral' })
      const failed = (step.exitCode ?? 0) !== 0
      add(step.finishedAt, {
        object: 'step',
        name,
        reason: step.reason ?? 'Completed',
        message: step.exitCode === undefined ? '' : `exit ${String(step.exitCode)}`,
        outcome: failed ? 'bad' : 'good',
      })
    }
    const { status, reason, message = '' } = task.condition
    add(task.finishedAt, { ...it, reason, message, outcome: status === 'True' ? 'good' : 'bad' })
  }
  add(stage.endedAt, {
    ...own,
    reason: stage.reason === '' ? stage.state : stage.reason,
    message: stage.message,
    outcome: stage.state === 'succeeded' ? 'good' : stage.state === 'failed' ? 'bad' : 'neutral',
  })
  // Events of the same moment keep their order.
  return events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
