import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import type { RunEvent } from '../events.ts'

/** One log of a run: a step in one try of a task, with the attempt that started it. */
export interface StepLogAddress extends Omit<LogKey, 'namespace'> {
  readonly attempt: number
  readonly stage: string
  readonly task: string
  readonly state: 'waiting' | 'running' | 'succeeded' | 'failed'
}

/** All logs of a run, earlier attempts and tries included, in the order in which their tasks first appeared. */
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

/** Path of a log in an archive: `stage/task/step.log`, with the attempt and try if they are not the first. */
export function archivePath({ attempt, stage, task, retry, step }: StepLogAddress): string {
  const again = [attempt > 1 ? `.attempt-${String(attempt)}` : '', retry > 0 ? `.try-${String(retry + 1)}` : '']
  return `${stage}/${task}/${step}${again.join('')}.log`
}
