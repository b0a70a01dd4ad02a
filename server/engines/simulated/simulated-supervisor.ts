import { ok } from '#domain/result.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SupervisedTaskRun, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { TaskSupervisor } from '../local/supervisor.ts'
import { createTaskRunFeed } from '../planned/task-run-feed.ts'
import type { ToldResult } from './believable-results.ts'
import { playTask, type LogSink, type SimulatedTask } from './simulated-task.ts'

/** A failure to simulate: in a step (by default the first) of a pipeline task, always or only once. */
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
  /** Supplies the value of a declared result if one invented by its name will not do; asked once, when the task has succeeded. */
  readonly tellResult?: ToldResult
  /** Returns the TaskRuns that ended before this supervisor existed, so that they are not played again. */
  readonly past?: (namespace: string, pipelineRun: string) => Promise<readonly TaskRunStatus[]>
}

/** Creates a supervisor that only simulates TaskRuns, with the answers of a real one and believable times and logs. */
export function createSimulatedSupervisor({
  clock,
  seed,
  logs,
  speed = 1,
  failures = [],
  tellResult = () => undefined,
  past = async () => [],
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
      playing.set(key, playTask(launch, { clock, seed, logs, speed, exitCodeOf, tellResult, tell }))
      return ok(undefined)
    },
    async cancel(namespace, name) {
      for (const [key, task] of playing) if (key.startsWith(`${namespace}/${name}/`)) task.cancel()
    },
    async list(namespace, pipelineRun): Promise<readonly SupervisedTaskRun[]> {
      const now = feed.list(namespace, pipelineRun)
      const isNew = ({ name, retry }: TaskRunStatus): boolean =>
        !now.some(({ status }) => status.name === name && status.retry === retry)
      return [
        ...(await past(namespace, pipelineRun))
          .filter(isNew)
          .map((status) => ({ namespace, pipelineRun, revision: 0, status })),
        ...now,
      ]
    },
    watch: (afterRevision, signal) => feed.follow(afterRevision, signal),
    async forget(namespace, pipelineRun) {
      feed.forget(namespace, pipelineRun)
      for (const [key, owner] of pipelineRuns)
        if (owner === pipelineRun && key.startsWith(`${namespace}/`)) pipelineRuns.delete(key)
    },
  }
}
