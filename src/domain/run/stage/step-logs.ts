import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import type { RunEvent } from '../events.ts'

/** One log that a run has written: a step of one try of a task, in the attempt that started it. */
export interface StepLogAddress extends Omit<LogKey, 'namespace'> {
  readonly attempt: number
  readonly stage: string
  readonly task: string
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed'
}

/** All logs of a run, those of earlier attempts and tries included, in the order in which their tasks were first heard of. */
export function stepLogs(events: Iterable<RunEvent>): readonly StepLogAddress[] {
  const tries = new Map<string, readonly StepLogAddress[]>()
  for (const event of events) {
    if (event.kind !== 'task-changed') continue
    const { attempt, stage, taskRun } = event
    const { name, retry, pipelineTask, steps } = taskRun
    tries.set(
      `${name}/${String(retry)}`,
      [...steps, ...sidecarLogs(taskRun)].map((step) => ({
        ...{ attempt, stage, task: pipelineTask, taskRun: name, retry, step: step.name },
        state: step.state !== 'terminated' ? step.state : (step.exitCode ?? 0) === 0 ? 'succeeded' : 'failed',
      })),
    )
  }
  return [...tries.values()].flat()
}

/** Where a log stands in an archive: `stage/task/step.log`; what is not the first attempt or try says so. */
export function archivePath({ attempt, stage, task, retry, step }: StepLogAddress): string {
  const again = [attempt > 1 ? `.attempt-${String(attempt)}` : '', retry > 0 ? `.try-${String(retry + 1)}` : '']
  return `${stage}/${task}/${step}${again.join('')}.log`
}
