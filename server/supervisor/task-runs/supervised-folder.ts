import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { createPipePool } from '../executors/pipe-pool.ts'
import { probeExecutors } from '../executors/probe.ts'
import { layoutOf, makeFolders } from '../layout.ts'
import { createCriClock } from '../logging/cri-clock.ts'
import { openTaskSupervisor } from './local-task-supervisor.ts'
import type { LocalTaskSupervisor } from './local-task-supervisor.ts'
import type { TaskRunTools } from './run-task.ts'

/** For tests and measurements: a supervisor in this process with its own data directory. */
export interface SupervisedFolder {
  readonly data: string
  readonly supervisor: LocalTaskSupervisor
  /** Launches a TaskRun and waits for its end. */
  run(launch: TaskLaunch, secrets?: readonly SecretValue[]): Promise<TaskRunStatus>
  /** Waits until the TaskRun's status matches. */
  until(launch: TaskLaunch, wanted: (status: TaskRunStatus) => boolean): Promise<TaskRunStatus>
  /** The texts of a step's log without times and tags, of one stream or both. */
  log(launch: TaskLaunch, step: string, stream?: string): readonly string[]
  close(): Promise<void>
}

export async function openSupervisedFolder(tools: Pick<TaskRunTools, 'mostProcesses'> = {}): Promise<SupervisedFolder> {
  const data = mkdtempSync(join(tmpdir(), 'linewright-supervised-'))
  const layout = layoutOf(data)
  makeFolders(layout)
  const pipes = createPipePool(join(layout.sockets, 'pipes'))
  const supervisor = await openTaskSupervisor(
    { layout, pipes, clock: createCriClock(), graceMs: 300, ...tools },
    await probeExecutors(data),
  )

  async function until(launch: TaskLaunch, wanted: (status: TaskRunStatus) => boolean): Promise<TaskRunStatus> {
    const changes = supervisor.changes(0)
    try {
      for (;;) {
        await new Promise<void>((resolve) => changes.onChange(resolve))
        const found = changes
          .take()
          .find(({ status }) => status.name === launch.name && status.retry === launch.retry && wanted(status))
        if (found !== undefined) return found.status
      }
    } finally {
      changes.close()
    }
  }

  return {
    data,
    supervisor,
    until,
    async run(launch, secrets = []) {
      const launched = await supervisor.launch(launch, secrets)
      if (!launched.ok) throw new Error(launched.error.message)
      return until(launch, (status) => status.condition.status !== 'Unknown')
    },
    log(launch, step, stream = '.*') {
      const path = join(
        layout.logs,
        logPath({ namespace: launch.namespace, taskRun: launch.name, retry: launch.retry, step }),
      )
      const pattern = new RegExp(`^\\S+ ${stream} [FP] `)
      return readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => line.replace(pattern, ''))
    },
    async close() {
      await supervisor.stop()
      pipes.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Makes a launch within one PipelineRun; its name must be unique in the folder. */
export function aLaunch(
  name: string,
  isolation: TaskLaunch['isolation'],
  steps: readonly Partial<TaskLaunch['steps'][number]>[],
): TaskLaunch {
  return {
    namespace: 'bookshelf',
    name,
    pipelineRun: 'run-1',
    pipelineTask: 'task',
    retry: 0,
    idempotencyKey: 'run-1-task',
    isolation,
    steps: steps.map((step, index) => ({ name: `s${index}`, ...step })),
    sidecars: [],
    results: [],
    resultLimit: 4096,
    workspaces: [],
    volumes: [],
    credentials: [],
  }
}

/** Paths of all files below a folder. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
