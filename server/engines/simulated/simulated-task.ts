import { formatCriLine } from '#domain/logs/cri.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import type { StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Clock } from '#server/ports/clock.ts'
import { believableResults, type ToldResult } from './believable-results.ts'
import { createRandom } from './random.ts'
import { tellStep } from './step-story.ts'

/** Receives the output of simulated steps as CRI lines; each call brings whole lines. */
export interface LogSink {
  append(key: LogKey, bytes: Uint8Array): void
}

export interface SimulatedTaskOptions {
  readonly clock: Clock
  readonly seed: string
  readonly logs: LogSink
  /** 1 is the speed of a real machine, 10 is ten times as fast. */
  readonly speed: number
  /** Returns the exit code of a step in this launch; 0 means success. */
  readonly exitCodeOf: (launch: TaskLaunch, step: string) => number
  readonly tellResult: ToldResult
  readonly tell: (status: TaskRunStatus) => void
}

/** A simulated TaskRun in progress. */
export interface SimulatedTask {
  cancel(): void
}

/** Plays the steps of a launch one after the other; the seed and the launch's name and try decide what happens when. */
export function playTask(launch: TaskLaunch, options: SimulatedTaskOptions): SimulatedTask {
  const { clock, logs, speed } = options
  const random = createRandom(`${options.seed}/${launch.namespace}/${launch.name}/${launch.retry}`)
  const steps: StepStatus[] = launch.steps.map(({ name }) => ({ name, state: 'waiting' }))
  const startedAt = iso(clock.now())
  let timers: (() => void)[] = []
  let ended = false

  const at = (milliseconds: number, call: () => void): void => {
    timers.push(clock.after(milliseconds / speed, call))
  }
  const tell = (condition: TaskRunStatus['condition'], more: Partial<TaskRunStatus> = {}): void => {
    const { name, pipelineTask, retry } = launch
    options.tell({
      name,
      pipelineTask,
      retry,
      condition,
      startedAt,
      steps: [...steps],
      results: [],
      isolation: 'simulated',
      ...more,
    })
  }
  const end = (condition: TaskRunStatus['condition'], rest: string, more: Partial<TaskRunStatus> = {}): void => {
    if (ended) return
    ended = true
    for (const stop of timers) stop()
    const finishedAt = iso(clock.now())
    for (const [index, step] of steps.entries()) {
      if (step.state !== 'terminated')
        steps[index] = {
          ...step,
          state: 'terminated',
          exitCode: step.state === 'running' ? 143 : 1,
          reason: rest,
          finishedAt,
        }
    }
    tell(condition, { finishedAt, ...more })
  }

  const runStep = (index: number): void => {
    const step = launch.steps[index]
    if (step === undefined) {
      end({ status: 'True', reason: 'Succeeded', message: 'All Steps have completed executing' }, 'Completed', {
        results: believableResults(launch, random, options.tellResult),
      })
      return
    }
    const exitCode = options.exitCodeOf(launch, step.name)
    const story = tellStep(launch, step, random, exitCode)
    const key: LogKey = { namespace: launch.namespace, taskRun: launch.name, retry: launch.retry, step: step.name }
    const since = iso(clock.now())
    steps[index] = { name: step.name, state: 'running', startedAt: since }
    tell({ status: 'Unknown', reason: 'Running', message: 'Not all Steps in the Task have finished executing' })
    timers = timers.slice(0, 1)
    for (const { after, stream, text } of story.lines) {
      at(story.milliseconds * after, () => logs.append(key, criLine(clock.now(), stream, text)))
    }
    at(story.milliseconds, () => {
      const reason = exitCode === 0 ? 'Completed' : step.onError === 'continue' ? 'Continued' : 'Error'
      steps[index] = {
        name: step.name,
        state: 'terminated',
        exitCode,
        reason,
        startedAt: since,
        finishedAt: iso(clock.now()),
      }
      if (reason === 'Error')
        end(
          { status: 'False', reason: 'Failed', message: `"step-${step.name}" exited with code ${exitCode}` },
          'Skipped',
        )
      else runStep(index + 1)
    })
  }

  // The first timer is the time-out, which outlives the steps; it runs at the same speed as they do.
  timers.push(launch.timeoutMs === undefined ? () => {} : clock.after(launch.timeoutMs / speed, timeOut))
  runStep(0)
  return {
    cancel: () =>
      end(
        { status: 'False', reason: 'TaskRunCancelled', message: `TaskRun "${launch.name}" was cancelled` },
        'Cancelled',
      ),
  }

  function timeOut(): void {
    end(
      { status: 'False', reason: 'TaskRunTimeout', message: `TaskRun "${launch.name}" failed to finish in time` },
      'TimeoutExceeded',
    )
  }
}

function criLine(time: number, stream: 'stdout' | 'stderr', text: string): Uint8Array {
  return new TextEncoder().encode(
    formatCriLine({ time: iso(time).replace('Z', '000000Z'), stream, partial: false, text }),
  )
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
