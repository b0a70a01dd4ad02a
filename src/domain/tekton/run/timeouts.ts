import { parseDuration } from '../duration.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { PipelineTask } from '../task.ts'
import { taskRunSpecOf } from './task-run-rules.ts'

const defaultTimeout = 3_600_000

/** How long a PipelineRun and its parts may take, in milliseconds; undefined means for ever (written "0"). */
export interface RunTimeouts {
  readonly pipeline: number | undefined
  readonly tasks: number | undefined
  readonly finally: number | undefined
}

/** Time-outs of a run by Tekton's rules: one hour unless said; `tasks` and `finally` share what the pipeline has, one takes what the other leaves. */
export function timeoutsOf(run: PipelineRun): RunTimeouts {
  const written = run.spec.timeouts ?? {}
  const pipeline = read(written.pipeline) ?? defaultTimeout
  const tasks = read(written.tasks) ?? remainder(pipeline, read(written.finally))
  const last = read(written.finally) ?? remainder(pipeline, read(written.tasks))
  return { pipeline: forEver(pipeline), tasks: forEver(tasks), finally: forEver(last) }
}

/** In milliseconds: one hour unless said, undefined for "0". */
function taskTimeoutOf(task: PipelineTask): number | undefined {
  return forEver(read(task.timeout) ?? defaultTimeout)
}

/** Time-out of one try of a task in this run, where `taskRunSpecs` may say another one. */
export function taskTimeoutIn(run: PipelineRun, task: PipelineTask): number | undefined {
  const own = taskRunSpecOf(run, task.name)?.timeout
  return taskTimeoutOf(own === undefined ? task : { ...task, timeout: own })
}

/** Time-out of an approval: only what its pipeline task says, because people may sleep on it; the run's own time-outs hold as well. */
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
