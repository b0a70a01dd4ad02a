import { parseDuration } from '../duration.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { PipelineTask } from '../task.ts'
import { taskRunSpecOf } from './task-run-rules.ts'

const defaultTimeout = 3_600_000

/** Time limits of a PipelineRun and its parts, in milliseconds; undefined means no limit (written "0"). */
export interface RunTimeouts {
  readonly pipeline: number | undefined
  readonly tasks: number | undefined
  readonly finally: number | undefined
}

/** Time-outs of a run by Tekton's rules: one hour by default; `tasks` and `finally` share the pipeline's time, each taking what the other leaves. */
export function timeoutsOf(run: PipelineRun): RunTimeouts {
  const written = run.spec.timeouts ?? {}
  const pipeline = read(written.pipeline) ?? defaultTimeout
  const tasks = read(written.tasks) ?? remainder(pipeline, read(written.finally))
  const last = read(written.finally) ?? remainder(pipeline, read(written.tasks))
  return { pipeline: forEver(pipeline), tasks: forEver(tasks), finally: forEver(last) }
}

/** In milliseconds; one hour by default, undefined for "0". */
function taskTimeoutOf(task: PipelineTask): number | undefined {
  return forEver(read(task.timeout) ?? defaultTimeout)
}

/** Time-out of one try of a task in this run; `taskRunSpecs` may override it. */
export function taskTimeoutIn(run: PipelineRun, task: PipelineTask): number | undefined {
  const own = taskRunSpecOf(run, task.name)?.timeout
  return taskTimeoutOf(own === undefined ? task : { ...task, timeout: own })
}

/** Time-out of an approval: only that of its pipeline task, because people may sleep on it. The run's own time-outs apply as well. */
export function approvalTimeoutOf(task: PipelineTask): number | undefined {
  return forEver(read(task.timeout))
}

function read(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text)
}

function remainder(pipeline: number, other: number | undefined): number | undefined {
  return other === undefined || other === 0 || pipeline === 0 ? undefined : Math.max(pipeline - other, 1)
}

function forEver(ms: number | undefined): number | undefined {
  return ms === 0 ? undefined : ms
}
