import type { Isolation, SecretValue, SupervisedTaskRun, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** The part of the supervisor that the local engine uses: over a socket in Node, in memory in tests. */
export interface TaskSupervisor {
  /** Isolations that were probed and work on this machine, strongest first, with a sentence about the limits of each. */
  isolations(): Promise<readonly { readonly isolation: Isolation; readonly caution?: string }[]>
  /** Starts the TaskRun, or adopts the known one of the same name and retry. */
  launch(launch: TaskLaunch, secrets: readonly SecretValue[]): Promise<Result<void, Problem>>
  /** Stops the steps of a TaskRun; its status becomes `TaskRunCancelled`. */
  cancel(namespace: string, name: string): Promise<void>
  /** Lists all known TaskRuns of a PipelineRun (the latest try and, as separate entries, earlier tries). */
  list(namespace: string, pipelineRun: string): Promise<readonly SupervisedTaskRun[]>
  /** Follows changes after the given revision until aborted. The implementation handles reconnects. */
  watch(afterRevision: number, signal: AbortSignal): AsyncIterable<SupervisedTaskRun>
  /** Removes the records of a PipelineRun's TaskRuns (not their logs). */
  forget(namespace: string, pipelineRun: string): Promise<void>
}
