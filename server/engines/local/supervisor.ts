import type { Isolation, SecretValue, SupervisedTaskRun, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** The part of the supervisor that the local engine uses; over a socket in Node, in memory in tests. */
export interface TaskSupervisor {
  /** Isolations that were probed and work on this machine, strongest first, with a sentence on each limit. */
  isolations(): Promise<readonly { readonly isolation: Isolation; readonly caution?: string }[]>
  /** Starts the TaskRun unless one of this name and retry is known already, which is then adopted. */
  launch(launch: TaskLaunch, secrets: readonly SecretValue[]): Promise<Result<void, Problem>>
  /** Stops the steps of a TaskRun; its status ends as `TaskRunCancelled`. */
  cancel(namespace: string, name: string): Promise<void>
  /** All known TaskRuns of a PipelineRun (the latest try and, as separate entries, earlier tries). */
  list(namespace: string, pipelineRun: string): Promise<readonly SupervisedTaskRun[]>
  /** Changes after the given revision, then live, until aborted. Reconnects are the implementation's business. */
  watch(afterRevision: number, signal: AbortSignal): AsyncIterable<SupervisedTaskRun>
  /** Removes the records of a PipelineRun's TaskRuns (not their logs). */
  forget(namespace: string, pipelineRun: string): Promise<void>
}
