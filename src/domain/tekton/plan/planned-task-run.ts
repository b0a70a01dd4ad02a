import type { ParamValues } from '../values/param-values.ts'
import type { TaskRunStatus } from '../run/status.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'

/** A try of a task to start now. Starting the same name and retry again must adopt the existing one. */
export interface PlannedTaskRun {
  readonly name: string
  readonly task: PipelineTask
  readonly retry: number
  /** Parameters as the steps see them, including propagated ones and defaults. */
  readonly params: ParamValues
  /** Values for references to the run and to results of earlier tasks, which an embedded Task may use too. */
  readonly lookup: Lookup
}

/** The status of a TaskRun that was requested but has not reported yet. */
export function pendingStatus({ name, task, retry }: Pick<PlannedTaskRun, 'name' | 'task' | 'retry'>): TaskRunStatus {
  return {
    name,
    pipelineTask: task.name,
    condition: { status: 'Unknown', reason: 'Pending' },
    retry,
    steps: [],
    results: [],
  }
}
