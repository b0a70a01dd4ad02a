import type { ParamValues } from '../values/param-values.ts'
import type { TaskRunStatus } from '../run/status.ts'
import type { Lookup } from '../values/substitute.ts'
import type { PipelineTask } from '../task.ts'

/** A try of a task that is to be started now. Starting one of this name and retry again must adopt what is there. */
export interface PlannedTaskRun {
  readonly name: string
  readonly task: PipelineTask
  readonly retry: number
  /** Parameters as the steps see them, propagated ones and defaults included. */
  readonly params: ParamValues
  /** References to the run and to results of earlier tasks, which an embedded Task may use as well. */
  readonly lookup: Lookup
}

/** The status of a TaskRun that has been asked for but has not reported yet. */
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
