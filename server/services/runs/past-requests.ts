import type { StoredRunEvent } from '#domain/run/events.ts'
import type { Decision, GateRun } from '#domain/run/gate-run.ts'
import type { Run } from '#domain/run/state.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { TaskAnswer } from '#domain/tekton/plan/facts.ts'
import { taskRunNameIn } from '#domain/tekton/run/task-run-rules.ts'
import type { PastRequests } from '../../engines/engine.ts'

/** Whether an event is a person's request about a stage, which folding the run does not keep. */
export function isRequest({ event }: StoredRunEvent): boolean {
  return event.kind === 'task-answered' || event.kind === 'cancel-requested'
}

/** Cancellations and answers for a stage's PipelineRun in this attempt, for an engine that lost them in a restart. */
export function pastRequests(
  run: Run,
  requests: readonly StoredRunEvent[],
  { stage, pipelineRun }: { readonly stage: string; readonly pipelineRun: PipelineRun },
): PastRequests {
  const own = requests.flatMap(({ event }) => ('attempt' in event && event.attempt === run.attempt ? [event] : []))
  const answeredOnce = own.flatMap((event) =>
    event.kind === 'task-answered' && event.stage === stage
      ? [
          {
            taskRun: event.taskRun ?? taskRunNameIn(pipelineRun, event.task),
            approved: event.decision.decision === 'approve',
            message: saidBy(event.decision),
            results: [],
            at: event.at,
          },
        ]
      : [],
  )
  return {
    answers: [...answeredOnce, ...answersOf(run, stage)],
    cancels: own.flatMap((event) => (event.kind === 'cancel-requested' ? [{ mode: event.mode, at: event.at }] : [])),
  }
}

/** The answers to a stage's approval tasks that have enough votes. */
export function answersOf(run: Run, stage: string): readonly TaskAnswer[] {
  return Object.values(run.gates).flatMap((gate) => {
    const { task, state, closedAt: at } = gate
    if (task?.stage !== stage || at === undefined || (state !== 'passed' && state !== 'rejected')) return []
    return [{ taskRun: task.taskRun, approved: state === 'passed', message: wordsOf(gate), results: [], at }]
  })
}

/** The message of an answered task: who answered, and their comment. */
function wordsOf({ state, decisions, bypass }: GateRun): string {
  if (bypass !== undefined) return saidBy({ person: bypass.person, comment: bypass.reason })
  const that = state === 'passed' ? 'approve' : 'reject'
  return decisions
    .filter(({ decision }) => decision === that)
    .map(saidBy)
    .join('; ')
}

function saidBy({ person, comment }: Pick<Decision, 'person' | 'comment'>): string {
  return comment === '' ? person.name : `${person.name}: ${comment}`
}
