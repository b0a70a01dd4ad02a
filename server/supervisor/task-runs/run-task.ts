import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { artifactValues, mergeArtifacts, type Artifacts } from '#domain/tekton/launch/artifacts.ts'
import { printDuration } from '#domain/tekton/duration.ts'
import type { ParamValue, ResultValue } from '#domain/tekton/values/params.ts'
import type { Condition, StepStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { checkWhen, type Verdict } from '#domain/tekton/values/when.ts'
import { saidBy } from '#domain/said-by.ts'
import type { Executor } from '../executors/executor.ts'
import type { PipePool } from '../executors/pipe-pool.ts'
import type { Layout } from '../layout.ts'
import type { CriClock } from '../logging/cri-clock.ts'
import { maskPatterns, maskText } from '../logging/masker.ts'
import type { Journal } from './journal.ts'
import { readArtifacts } from './read-artifacts.ts'
import { readResults, type ReadResults } from './read-results.ts'
import { discard, makeReady, runStep } from './run-step.ts'
import type { ReadyStep, StepOutcome, StepSurroundings } from './run-step.ts'
import { lostMessage } from './lost.ts'
import { startSidecars, type Sidecars } from './sidecars.ts'
import { resolveStep, type LaunchStep } from './step-command.ts'
import { makeTaskFolders, removeTaskFolders } from './task-folders.ts'

/** Why a whole TaskRun is stopped. */
export type StopCause = 'cancelled' | 'timed-out' | 'shut-down'

export interface TaskRunTools {
  readonly layout: Layout
  readonly pipes: PipePool
  readonly clock: CriClock
  readonly graceMs: number
  /** Folders of the host that stand for claims, by `<namespace>/<claim>`. */
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
  /** Settles when the end is recorded and nothing of the TaskRun is left. */
  readonly ended: Promise<void>
}

/** Runs the steps of a TaskRun in order, once, and records how it went. The journal must hold its launch already. */
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
  let steps: readonly StepStatus[] = initial.steps
  let results: readonly ResultValue[] = []
  let artifacts: Artifacts = {}
  const artifactsWanted = JSON.stringify(launch.steps).includes('artifacts.path')
  let failure: Condition | undefined
  let folders: ReturnType<typeof makeTaskFolders> | undefined
  let next: ReadyStep | undefined
  let sidecars: Sidecars | undefined
  let ended = false

  const beside = (): Pick<TaskRunStatus, 'sidecars'> =>
    sidecars === undefined ? {} : { sidecars: [...sidecars.statuses()] }
  const publish = (): void => {
    if (!ended) ticket.publish({ ...initial, steps: [...steps], ...beside() })
  }
  const change = (index: number, status: StepStatus): void => {
    steps = steps.map((step, at) => (at === index ? status : step))
    publish()
  }

  try {
    folders = makeTaskFolders(tools.layout, launch, ticket.secrets, tools.claims)
    const task = ticket.executor.prepare(launch, folders)
    const writtenBySteps = new Map<string, ParamValue>()
    const around: StepSurroundings = {
      ...tools,
      ...ticket,
      task,
      folders,
      patterns,
      stop,
      writtenBySteps,
      logs: tools.layout.logs,
      exitCodesWanted: JSON.stringify(launch.steps).includes('exitCode'),
    }
    const notBrought = await task.bring?.()
    if (notBrought !== undefined) failure = { status: 'False', reason: 'TaskRunImagePullFailed', message: notBrought }
    else if (!stop.aborted && launch.sidecars.length > 0) {
      sidecars = startSidecars(around, publish)
      const notReady = await sidecars.ready()
      if (notReady !== undefined) failure = { status: 'False', reason: 'Failed', message: notReady }
    }
    for (const [index, step] of launch.steps.entries()) {
      if (stop.aborted || failure !== undefined) break
      const startedAt = new Date().toISOString()
      const verdict = mayRun(step, around)
      if ('error' in verdict)
        failure = { status: 'False', reason: 'Failed', message: `"step-${step.name}": ${verdict.error}` }
      if ('error' in verdict || !verdict.holds) {
        change(index, { ...passedOver(step.name), startedAt, finishedAt: startedAt })
        continue
      }
      const ready = next ?? makeReady(around, step, `${index}-${step.name}`)
      next = undefined
      const outcome = await runStep(around, ready, () => {
        change(index, { name: step.name, state: 'running', startedAt })
        const following = launch.steps[index + 1]
        if (following !== undefined && !waitsForOthers(following))
          next = makeReady(around, following, `${index + 1}-${following.name}`)
      })
      const own = readStepResults(around, step)
      const said = artifactsWanted ? readArtifacts(folders.results, patterns, step.name) : {}
      const status = stepStatus(step.name, startedAt, outcome, step.onError === 'continue', cause())
      journal.note({ kind: 'exit', status })
      change(index, {
        ...status,
        ...(own.results.length === 0 ? {} : { results: [...own.results] }),
        ...said.artifacts,
      })
      for (const { name, value } of [...own.results, ...artifactValues(said.artifacts ?? {})])
        writtenBySteps.set(`${step.name}.${name}`, value)
      failure = stepFailure(step.name, step.timeout, outcome, status)
      for (const reason of [own.failure, said.failure])
        if (reason !== undefined) failure ??= { status: 'False', ...reason }
    }
    if (next !== undefined) discard(next)
    next = undefined
    await sidecars?.stop()
    const read = readResults(folders.results, launch, patterns, writtenBySteps)
    results = read.results
    const ofTask = artifactsWanted ? readArtifacts(folders.results, patterns) : {}
    for (const reason of [read.failure, ofTask.failure])
      if (reason !== undefined) failure ??= { status: 'False', ...reason }
    artifacts = mergeArtifacts([...steps, ofTask.artifacts ?? {}])
  } catch (error) {
    if (next !== undefined) discard(next)
    await sidecars?.stop()
    failure = unexpected(error)
  }

  const condition = endCondition(launch, cause(), failure)
  const skipped =
    condition.status === 'True' ? steps : steps.map((step) => (step.state === 'waiting' ? skippedStep(step) : step))
  const masked =
    condition.message === undefined ? condition : { ...condition, message: maskText(condition.message, patterns) }
  const status: TaskRunStatus = {
    ...initial,
    condition: masked,
    steps: skipped.map((step) => (step.state === 'running' ? { ...step, state: 'terminated', reason: 'Error' } : step)),
    results: [...results],
    ...(Object.keys(artifacts).length === 0 ? {} : { artifacts }),
    ...beside(),
    finishedAt: new Date().toISOString(),
  }
  ended = true
  // A step may have written a secret as a result: that goes before anybody hears of the end.
  if (folders !== undefined) emptyFolder(folders.results)
  await recordEnd(journal, status)
  ticket.publish(status)
  // After the news: a large home folder takes its time, and what a crash leaves here goes at the next start.
  if (folders !== undefined) await removeTaskFolders(folders).catch(() => undefined)
}

/** Most tasks write no results: then a look is enough, while taking a folder away and its tree with it costs as much as starting a program. */
function emptyFolder(path: string): void {
  // Without a sandbox a step can have taken the folder itself away.
  if (!existsSync(path)) return
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true })
}

/** Whether a step's guards hold, which may ask for results of earlier steps. */
function mayRun(step: LaunchStep, around: StepSurroundings): Verdict {
  if (step.when === undefined || step.when.length === 0) return { holds: true }
  try {
    const { when } = resolveStep({ name: step.name, when: step.when }, around)
    return checkWhen(when, () => undefined)
  } catch (error) {
    return { error: saidBy(error) }
  }
}

/** Whether a step can only be made ready when the ones before it are done. */
function waitsForOthers(step: LaunchStep): boolean {
  return (step.when ?? []).length > 0 || JSON.stringify(step).includes('$(steps.')
}

function readStepResults(
  { launch, folders, patterns }: StepSurroundings,
  { name, results = [] }: LaunchStep,
): ReadResults {
  if (results.length === 0) return { results: [] }
  const declared = results.map(({ name: result, type = 'string' }) => ({ name: result, type }))
  return readResults(join(folders.stepResults, name), { ...launch, results: declared }, patterns)
}

function passedOver(name: string): StepStatus {
  return { name, state: 'terminated', exitCode: 0, reason: 'Skipped' }
}

function stepStatus(
  name: string,
  startedAt: string,
  outcome: StepOutcome,
  goesOn: boolean,
  cause: StopCause | undefined,
): StepStatus {
  const { exit, timedOut, outOfMemory } = outcome
  const exitCode = exit.kind === 'exited' ? exit.code : 127
  const base = { name, state: 'terminated' as const, exitCode, startedAt, finishedAt: new Date().toISOString() }
  if (timedOut || cause === 'timed-out') return { ...base, reason: 'TimeoutExceeded' }
  if (cause === 'cancelled') return { ...base, reason: 'Cancelled' }
  if (cause === 'shut-down') return { ...base, reason: 'Error' }
  if (exitCode === 0) return { ...base, reason: 'Completed' }
  if (goesOn) return { ...base, reason: 'Continued' }
  return { ...base, reason: outOfMemory ? 'OOMKilled' : 'Error' }
}

function stepFailure(
  name: string,
  timeout: string | undefined,
  outcome: StepOutcome,
  status: StepStatus,
): Condition | undefined {
  const { exit, timedOut, logFailure } = outcome
  const failed = (message: string): Condition => ({ status: 'False', reason: 'Failed', message })
  if (timedOut)
    return failed(`"step-${name}" exited because the step exceeded the specified timeout limit of ${timeout ?? ''}`)
  if (exit.kind === 'not-started') return failed(`"step-${name}" could not be started: ${exit.reason}`)
  // What a step said of its end is not in a log that is full: the disk is then why it failed, or nobody can tell.
  if (status.reason === 'OOMKilled' || (status.reason === 'Error' && logFailure === undefined))
    return failed(`"step-${name}" exited with code ${exit.code}`)
  if (logFailure === undefined) return undefined
  const { since, reason } = logFailure
  const message = `"step-${name}" exited with code ${exit.code}, but its log is not complete. Output since ${since} is missing in the log: ${reason}. Free space for the data directory and run it again.`
  return { status: 'False', reason: 'LogWriteFailed', message }
}

function endCondition(launch: TaskLaunch, cause: StopCause | undefined, failure: Condition | undefined): Condition {
  const stopped = (reason: string, message: string): Condition => ({ status: 'False', reason, message })
  switch (cause) {
    case 'cancelled':
      return stopped('TaskRunCancelled', `TaskRun "${launch.name}" was cancelled`)
    case 'timed-out':
      return stopped(
        'TaskRunTimeout',
        `TaskRun "${launch.name}" failed to finish within "${printDuration(launch.timeoutMs ?? 0)}"`,
      )
    case 'shut-down':
      return stopped('Lost', lostMessage('was stopped'))
    case undefined:
      return failure ?? { status: 'True', reason: 'Succeeded', message: 'All Steps have completed executing' }
  }
}

function skippedStep(step: StepStatus): StepStatus {
  return { ...step, state: 'terminated', reason: 'Skipped' }
}

function unexpected(error: unknown): Condition {
  const message = saidBy(error)
  const full = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  const fix = full ? ' Free space for the data directory and run it again; no further step was started.' : ''
  return { status: 'False', reason: full ? 'StateWriteFailed' : 'Failed', message: `${message}.${fix}` }
}

/** The end is tried again for a while when the disk is full; without it the next supervisor would take the TaskRun for lost. */
async function recordEnd(journal: Journal, status: TaskRunStatus): Promise<void> {
  try {
    await journal.commit({ kind: 'end', status })
    journal.close()
  } catch {
    const timer = setTimeout(() => void recordEnd(journal, status), 2000)
    timer.unref()
  }
}
