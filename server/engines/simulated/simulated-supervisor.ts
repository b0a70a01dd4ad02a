import { ok } from '#domain/result.ts'
import type { TaskRunStatus } from '#domain/tekton/status.ts'
import type { SupervisedTaskRun, TaskLaunch } from '#domain/tekton/task-launch.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { TaskSupervisor } from '../local/supervisor.ts'
import { createTaskRunFeed } from '../planned/task-run-feed.ts'
import { playTask, type LogSink, type SimulatedTask } from './simulated-task.ts'

/** A failure that the story is to hold: in a pipeline task, in one of its steps (else the first), for ever or only the first time. */
export interface ScriptedFailure {
  readonly pipelineTask: string
  readonly step?: string
  readonly exitCode: number
  readonly once?: boolean
}

export interface SimulationOptions {
  readonly clock: Clock
  readonly seed: string
  readonly logs: LogSink
  readonly speed?: number
  readonly failures?: readonly ScriptedFailure[]
}

/** A supervisor whose TaskRuns happen in the imagination only: same answers, believable times and logs. */
export function createSimulatedSupervisor({
  clock,
  seed,
  logs,
  speed = 1,
  failures = [],
}: SimulationOptions): TaskSupervisor {
  const playing = new Map<string, SimulatedTask>()
  const pipelineRuns = new Map<string, string>()
  const feed = createTaskRunFeed()
  const spent = new Set<ScriptedFailure>()

  function exitCodeOf(launch: TaskLaunch, step: string): number {
    const failure = failures.find(
      (one) =>
        one.pipelineTask === launch.pipelineTask &&
        (one.step ?? launch.steps[0]?.name) === step &&
        !(one.once === true && spent.has(one)),
    )
    if (failure === undefined) return 0
    spent.add(failure)
    return failure.exitCode
  }

  return {
    async isolations() {
      return [{ isolation: 'process' }]
    },
    async launch(launch) {
      const key = `${launch.namespace}/${launch.name}/${launch.retry}`
      if (pipelineRuns.has(key)) return ok(undefined)
      pipelineRuns.set(key, launch.pipelineRun)
      const tell = (status: TaskRunStatus): void => {
        feed.publish(launch.namespace, launch.pipelineRun, status)
        if (status.condition.status !== 'Unknown') playing.delete(key)
      }
      playing.set(key, playTask(launch, { clock, seed, logs, speed, exitCodeOf, tell }))
      return ok(undefined)
    },
    async cancel(namespace, name) {
      for (const [key, task] of playing) if (key.startsWith(`${namespace}/${name}/`)) task.cancel()
    },
    async list(namespace, pipelineRun): Promise<readonly SupervisedTaskRun[]> {
      return feed.list(namespace, pipelineRun)
    },
    watch: (afterRevision, signal) => feed.follow(afterRevision, signal),
    async forget(namespace, pipelineRun) {
      feed.forget(namespace, pipelineRun)
      for (const [key, owner] of pipelineRuns)
        if (owner === pipelineRun && key.startsWith(`${namespace}/`)) pipelineRuns.delete(key)
    },
  }
}
