import { readdirSync } from 'node:fs'
import { mergeArtifacts } from '#domain/tekton/launch/artifacts.ts'
import type { Condition, StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Executor, TaskFolders } from '../executors/executor.ts'
import type { PipePool } from '../executors/pipe-pool.ts'
import type { Layout } from '../layout.ts'
import type { CriClock } from '../logging/cri-clock.ts'
import { maskPatterns, maskText } from '../logging/masker.ts'
import { removeFolder } from '../remove-folder.ts'
import { endCondition, failed, unexpected, type StopCause } from './how-it-ended.ts'
import type { Journal } from './journal.ts'
import { readArtifacts } from './read-artifacts.ts'
import { readResults } from './read-results.ts'
import type { StepSurroundings } from './run-step.ts'
import { runSteps } from './run-steps.ts'
import { startSidecars } from './sidecars.ts'
import { makeTaskFolders, removeTaskFolders } from './task-folders.ts'
import { createTaskProgress, type TaskProgress } from './task-progress.ts'

export interface TaskRunTools {
  readonly layout: Layout
  readonly pipes: PipePool
  readonly clock: CriClock
  readonly graceMs: number
  readonly mostProcesses?: number
  /** Host folders for claims, by `<namespace>/<claim>`. */
  readonly claims?: ReadonlyMap<string, string>
}

export interface TaskRunTicket {
  readonly launch: TaskLaunch
  readonly secrets: readonly SecretValue[]
  readonly executor: Executor
  readonly journal: Journal
  readonly publish: (status: TaskRunStatus) => void
}

export interface TaskRunControl {
  stop(cause: StopCause): void
  /** Settles when the end is recorded and everything is cleaned up. */
  readonly ended: Promise<void>
}

/** Runs the steps of a TaskRun in order, once, and records the outcome. The journal must already contain its launch. */
export function startTaskRun(tools: TaskRunTools, ticket: TaskRunTicket, initial: TaskRunStatus): TaskRunControl {
  const stop = new AbortController()
  let cause: StopCause | undefined
  const stopFor = (reason: StopCause): void => {
    cause ??= reason
    stop.abort()
  }
  const { timeoutMs } = ticket.launch
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => stopFor('timed-out'), Math.min(timeoutMs, 2 ** 31 - 1))
  const ended = run(tools, ticket, initial, stop.signal, () => cause).finally(() => clearTimeout(timer))
  return { stop: stopFor, ended }
}

async function run(
  tools: TaskRunTools,
  ticket: TaskRunTicket,
  initial: TaskRunStatus,
  stop: AbortSignal,
  cause: () => StopCause | undefined,
): Promise<void> {
  const { launch, journal } = ticket
  const patterns = maskPatterns(ticket.secrets)
  const progress = createTaskProgress(initial, ticket.publish)
  let folders: TaskFolders | undefined
  let left: WhatIsLeft
  try {
    folders = makeTaskFolders(tools.layout, launch, ticket.secrets, tools.claims)
    const inSteps = JSON.stringify(launch.steps)
    const around: StepSurroundings = {
      ...tools,
      ...ticket,
      task: ticket.executor.prepare(launch, folders),
      folders,
      patterns,
      stop,
      writtenBySteps: progress.writtenBySteps,
      logs: tools.layout.logs,
      exitCodesWanted: inSteps.includes('exitCode'),
      artifactsWanted: inSteps.includes('artifacts.path'),
    }
    left = readWhatIsLeft(around, progress, await carryOut(around, progress, cause))
  } catch (error) {
    left = { failure: unexpected(error), results: [] }
  }

  const { failure, ...outputs } = left
  const condition = endCondition(launch, cause(), failure)
  const status = progress.end({
    condition:
      condition.message === undefined ? condition : { ...condition, message: maskText(condition.message, patterns) },
    steps: progress.steps().map((step) => endedStep(step, condition)),
    ...outputs,
    finishedAt: new Date().toISOString(),
  })
  // A step may have written a secret as a result: remove it before anybody hears of the end.
  if (folders !== undefined) await removeResults(folders.results)
  await recordEnd(journal, status)
  ticket.publish(status)
  // Cleans up after reporting the end: a large home folder takes time, and the next start removes what a crash leaves.
  if (folders !== undefined) await removeTaskFolders(folders).catch(() => undefined)
}

/** Fetches the images, then runs the steps with their sidecars. Returns why it failed, if it did. */
async function carryOut(
  around: StepSurroundings,
  progress: TaskProgress,
  cause: () => StopCause | undefined,
): Promise<Condition | undefined> {
  const notBrought = await around.task.bring?.()
  if (notBrought !== undefined) return failed(notBrought, 'TaskRunImagePullFailed')
  if (around.stop.aborted || around.launch.sidecars.length === 0) return runSteps(around, progress, cause)
  const sidecars = startSidecars(around, () => progress.publish())
  progress.tellOf(() => sidecars.statuses())
  try {
    const notReady = await sidecars.ready()
    return notReady === undefined ? await runSteps(around, progress, cause) : failed(notReady)
  } finally {
    await sidecars.stop()
  }
}

type WhatIsLeft = Pick<TaskRunStatus, 'results' | 'artifacts'> & { readonly failure: Condition | undefined }

/** Reads the results and artifacts of the whole task; a refused one fails the task unless it failed already. */
function readWhatIsLeft(
  { launch, folders, patterns, artifactsWanted }: StepSurroundings,
  progress: TaskProgress,
  failure: Condition | undefined,
): WhatIsLeft {
  const { results, failure: badResult } = readResults(folders.results, launch, patterns, progress.writtenBySteps)
  const ofTask = artifactsWanted ? readArtifacts(folders.results, patterns) : {}
  const artifacts = mergeArtifacts([...progress.steps(), ofTask.artifacts ?? {}])
  const bad = badResult ?? ofTask.failure
  return {
    failure: failure ?? (bad && failed(bad.message, bad.reason)),
    results: [...results],
    ...(Object.keys(artifacts).length === 0 ? {} : { artifacts }),
  }
}

/** The final status of a step: `Skipped` if it never began, `Error` if it still counts as running. */
function endedStep(step: StepStatus, { status }: Condition): StepStatus {
  if (step.state === 'running') return { ...step, state: 'terminated', reason: 'Error' }
  return step.state === 'waiting' && status !== 'True' ? { ...step, state: 'terminated', reason: 'Skipped' } : step
}

/** Most tasks write no results. Checking for an empty folder is cheap; removing a tree costs as much as starting a program. */
async function removeResults(path: string): Promise<void> {
  // What cannot be removed must not keep the end of the TaskRun from being recorded.
  if (!isEmpty(path)) await removeFolder(path).catch(() => undefined)
}

/** Without a sandbox a step may have locked the folder, or put something else in its place. */
function isEmpty(path: string): boolean {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false
  }
}

/** Records the end, with retries while the disk is full: without this record the next supervisor would report the TaskRun as lost. */
async function recordEnd(journal: Journal, status: TaskRunStatus): Promise<void> {
  try {
    await journal.commit({ kind: 'end', status })
    journal.close()
  } catch {
    const timer = setTimeout(() => void recordEnd(journal, status), 2000)
    timer.unref()
  }
}
