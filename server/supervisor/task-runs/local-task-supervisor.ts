import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '#domain/problem.ts'
import type { Problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import type { Isolation, SecretValue, SupervisedTaskRun, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { saidBy } from '#domain/said-by.ts'
import { executorFor } from '../executors/probe.ts'
import type { Executor } from '../executors/executor.ts'
import { openJournal, readJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { initialStatus } from './initial-status.ts'
import { endLeftovers, lostStatus } from './lost.ts'
import { startTaskRun } from './run-task.ts'
import type { TaskRunControl, TaskRunTools } from './run-task.ts'
import { missingSecrets } from './step-command.ts'
import { removeFolder } from '../remove-folder.ts'
import { createTaskRunStore } from './task-run-store.ts'
import type { ChangeReader } from './task-run-store.ts'

/** The TaskRuns inside the supervisor, behind the socket. */
export interface LocalTaskSupervisor {
  isolations(): readonly { readonly isolation: Isolation; readonly caution: string }[]
  launch(launch: TaskLaunch, secrets: readonly SecretValue[]): Promise<Result<void, Problem>>
  cancel(namespace: string, name: string): void
  list(namespace: string, pipelineRun: string): readonly SupervisedTaskRun[]
  changes(after: number): ChangeReader
  forget(namespace: string, pipelineRun: string): Promise<void>
  /** How many TaskRuns have not ended. */
  running(): number
  /** Refuses new launches, ends all steps, and waits until their ends are recorded. */
  stop(): Promise<void>
}

/** Opens the TaskRuns of a data directory: finished ones stay as they are; unfinished ones count as lost, and their processes are ended. */
export async function openTaskSupervisor(
  tools: TaskRunTools,
  executors: readonly Executor[],
): Promise<LocalTaskSupervisor> {
  const store = createTaskRunStore()
  const controls = new Map<string, { readonly launch: TaskLaunch; readonly control: TaskRunControl }>()
  const launching = new Map<string, Promise<Result<void, Problem>>>()
  let stopping = false
  const fileOf = (of: Pick<TaskLaunch, 'namespace' | 'name' | 'retry'>): string =>
    join(tools.layout.taskRuns, of.namespace, of.name, `${of.retry}.ndjson`)
  const idOf = (launch: TaskLaunch): string => `${launch.namespace}/${launch.name}/${launch.retry}`

  for (const path of await journals(tools.layout.taskRuns)) await recover(path, store, executors)
  // What a container has written as another user stays: it is in nobody's way, and must not keep the supervisor from starting.
  for (const folder of [tools.layout.work, tools.layout.memory]) await removeFolder(folder).catch(() => undefined)

  async function begin(
    launch: TaskLaunch,
    secrets: readonly SecretValue[],
    executor: Executor,
  ): Promise<Result<void, Problem>> {
    const at = new Date().toISOString()
    const initial = initialStatus(launch, at)
    let journal: Journal | undefined
    try {
      journal = openJournal(fileOf(launch))
      await journal.commit({ kind: 'launch', at, launch })
    } catch (error) {
      journal?.close()
      const reason = saidBy(error)
      const fix = 'Free space for the data directory and run it again; nothing was started.'
      return err(problem('storage-full', `TaskRun "${launch.name}" could not be recorded: ${reason}`, { fix }))
    }
    store.put(launch, initial)
    const ticket = {
      launch,
      secrets,
      executor,
      journal,
      publish: (status: typeof initial) => store.put(launch, status),
    }
    const control = startTaskRun(tools, ticket, initial)
    controls.set(idOf(launch), { launch, control })
    void control.ended.finally(() => controls.delete(idOf(launch)))
    return ok(undefined)
  }

  return {
    isolations: () => executors.map(({ isolation, caution }) => ({ isolation, caution })),
    async launch(launch, secrets) {
      if (store.has(launch)) return ok(undefined)
      const underWay = launching.get(idOf(launch))
      if (underWay !== undefined) return underWay
      if (stopping)
        return err(problem('not-possible-now', 'The supervisor is stopping', { fix: 'Try again in a moment.' }))
      const executor = executorFor(executors, launch.isolation)
      const refused = executor === undefined ? noExecutor(launch, executors) : cannotRun(launch, secrets)
      if (refused !== undefined || executor === undefined) return err(refused ?? noExecutor(launch, executors))
      const begun = begin(launch, secrets, executor)
      launching.set(idOf(launch), begun)
      return begun.finally(() => launching.delete(idOf(launch)))
    },
    cancel(namespace, name) {
      for (const { launch, control } of controls.values()) {
        if (launch.namespace === namespace && launch.name === name) control.stop('cancelled')
      }
    },
    list: (namespace, pipelineRun) => store.list(namespace, pipelineRun),
    changes: (after) => store.changes(after),
    async forget(namespace, pipelineRun) {
      for (const { status } of store.list(namespace, pipelineRun)) {
        if (status.condition.status === 'Unknown') continue
        const of = { namespace, name: status.name, retry: status.retry }
        await rm(fileOf(of), { force: true })
        store.remove(of)
      }
    },
    running: () => controls.size,
    async stop() {
      stopping = true
      await Promise.all(launching.values())
      const all = [...controls.values()]
      for (const { control } of all) control.stop('shut-down')
      await Promise.all(all.map(({ control }) => control.ended))
    },
  }
}

function noExecutor(launch: TaskLaunch, executors: readonly Executor[]): Problem {
  const works = executors.map(({ isolation }) => isolation).join(', ')
  const fixes = {
    bwrap: 'Install bubblewrap and allow unprivileged user namespaces.',
    process: 'A shell at /bin/sh is needed.',
    podman: 'Install podman, so that "podman info" answers.',
    docker: 'Install docker and start its daemon, so that "docker info" answers.',
  }
  const fix = fixes[launch.isolation]
  return problem(
    'unsupported',
    `Isolation "${launch.isolation}" does not work on this machine (works: ${works || 'none'})`,
    { fix },
  )
}

function cannotRun(launch: TaskLaunch, secrets: readonly SecretValue[]): Problem | undefined {
  const images = launch.isolation === 'podman' || launch.isolation === 'docker'
  const empty = launch.steps.find((step) => !images && !step.script && (step.command ?? []).length === 0)
  if (empty !== undefined) {
    const fix = 'Give it a script or a command: without a container there is no image whose own command could run.'
    return problem('unsupported', `Step "${empty.name}" has neither script nor command`, { fix })
  }
  const missing = missingSecrets(launch, secrets)
  if (missing.length === 0) return undefined
  return problem('missing-parameter', `Secret ${missing.join(', ')} has no value`, {
    fix: 'Set the secret, or mark the reference as optional.',
  })
}

async function journals(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return []
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((file) => file.isFile() && file.name.endsWith('.ndjson'))
    .map((file) => join(file.parentPath, file.name))
}

async function recover(
  path: string,
  store: ReturnType<typeof createTaskRunStore>,
  executors: readonly Executor[],
): Promise<void> {
  const records = readJournal(path)
  const begun = records.find((record) => record.kind === 'launch')
  // Torn before the launch was on disk, so nobody was told that it was accepted.
  if (begun?.kind !== 'launch') return rm(path, { force: true })
  const end = records.findLast((record) => record.kind === 'end')
  if (end?.kind === 'end') return store.put(begun.launch, end.status)
  endLeftovers(records, executorFor(executors, begun.launch.isolation))
  const status = lostStatus(begun.launch, records, new Date().toISOString())
  const journal = openJournal(path)
  await journal.commit({ kind: 'end', status })
  journal.close()
  store.put(begun.launch, status)
}
