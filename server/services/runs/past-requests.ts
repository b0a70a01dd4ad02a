import type { StoredRunEvent } from '#domain/run/events.ts'
import type { Decision } from '#domain/run/gate-run.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { taskRunNameIn } from '#domain/tekton/run/task-run-rules.ts'
import type { PastRequests } from '../../engines/engine.ts'

/** Whether an event is something that a person has asked of a stage. */
export function isRequest({ event }: StoredRunEvent): boolean {
  return event.kind === 'task-answered' || event.kind === 'cancel-requested'
}

/** What was asked of a stage's PipelineRun in an attempt, for an engine that has forgotten it over a restart. */
export function pastRequests(
  events: readonly StoredRunEvent[],
  attempt: number,
  { stage, pipelineRun }: { readonly stage: string; readonly pipelineRun: PipelineRun },
): PastRequests {
  const own = events.flatMap(({ event }) => ('attempt' in event && event.attempt === attempt ? [event] : []))
  return {
    answers: own.flatMap((event) =>
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
    ),
    cancels: own.flatMap((event) => (event.kind === 'cancel-requested' ? [{ mode: event.mode, at: event.at }] : [])),
  }
}

/** What a task says of its answer: by whom, and the comment. */
export function saidBy({ person, comment }: Pick<Decision, 'person' | 'comment'>): string {
  return comment === '' ? person.name : `${person.name}: ${comment}`
}
