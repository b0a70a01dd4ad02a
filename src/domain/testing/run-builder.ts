import type { PipelineRun } from '../tekton/pipeline.ts'
import type { ParamValue, ResultValue } from '../tekton/values/params.ts'
import type { TaskRunStatus } from '../tekton/run/status.ts'
import type { PipelineTask, TaskSpec } from '../tekton/task.ts'

/** Builds a pipeline task for tests: one step, named results, everything else as given. */
export function aTask(
  name: string,
  more: Partial<Omit<PipelineTask, 'taskSpec'>> & {
    readonly results?: readonly string[]
    readonly taskSpec?: Partial<TaskSpec>
  } = {},
): PipelineTask {
  const { results = [], taskSpec, ...rest } = more
  return {
    name,
    taskSpec: {
      steps: [{ name: 'work', image: 'alpine', script: 'true' }],
      results: results.map((result) => ({ name: result })),
      ...taskSpec,
    },
    ...rest,
  }
}

/** Builds an approval task for tests. */
export function anApproval(name: string, more: Partial<PipelineTask> = {}): PipelineTask {
  return { name, taskRef: { apiVersion: 'openshift-pipelines.org/v1alpha1', kind: 'ApprovalTask' }, ...more }
}

/** Builds a PipelineRun "run" in namespace "shop" that began at 2026-01-01T00:00:00Z. */
export function aRun(
  tasks: readonly PipelineTask[],
  more: {
    readonly pipeline?: Partial<PipelineRun['spec']['pipelineSpec']>
    readonly spec?: Partial<PipelineRun['spec']>
    readonly params?: Readonly<Record<string, ParamValue>>
  } = {},
): PipelineRun {
  return {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { name: 'run', namespace: 'shop', creationTimestamp: '2026-01-01T00:00:00.000Z' },
    spec: {
      pipelineSpec: { tasks: [...tasks], ...more.pipeline },
      ...(more.params === undefined
        ? {}
        : { params: Object.entries(more.params).map(([name, value]) => ({ name, value })) }),
      ...more.spec,
    },
  }
}

/** Returns the time so many seconds into the run of `aRun`, in milliseconds since 1970. */
export function second(seconds: number): number {
  return Date.UTC(2026, 0, 1) + seconds * 1000
}

/** Builds the status of a try for tests; times are in seconds since the start of the run. */
export function aStatus(
  task: string,
  condition: 'running' | 'succeeded' | 'failed' | 'cancelled',
  more: {
    readonly from?: number
    readonly to?: number
    readonly retry?: number
    readonly results?: Readonly<Record<string, ParamValue>>
    readonly reason?: string
  } = {},
): TaskRunStatus {
  const { from = 1, to = 2, retry = 0, results = {}, reason } = more
  const status = condition === 'running' ? 'Unknown' : condition === 'succeeded' ? 'True' : 'False'
  const reasons = { running: 'Running', succeeded: 'Succeeded', failed: 'Failed', cancelled: 'TaskRunCancelled' }
  return {
    name: `run-${task}`,
    pipelineTask: task,
    condition: { status, reason: reason ?? reasons[condition] },
    retry,
    startedAt: new Date(second(from)).toISOString(),
    ...(condition === 'running' ? {} : { finishedAt: new Date(second(to)).toISOString() }),
    steps: [],
    results: Object.entries(results).map(([name, value]): ResultValue => ({
      name,
      value,
      type: typeof value === 'string' ? 'string' : Array.isArray(value) ? 'array' : 'object',
    })),
  }
}
