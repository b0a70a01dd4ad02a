import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createInTurn } from '#domain/in-turn.ts'
import { bytesQuantity } from '#domain/quantity.ts'
import { shortestMasked } from '#domain/secret-forms.ts'
import { memoryLimitOf } from '#domain/tekton/container.ts'
import { parseDuration } from '#domain/tekton/duration.ts'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { saidBy } from '#domain/said-by.ts'
import type { PreparedTask, RunningStep, StepCommand, StepExit, TaskFolders } from '../executors/executor.ts'
import type { Pipe, PipePool } from '../executors/pipe-pool.ts'
import { endedForMemory, startTime } from '../executors/process-table.ts'
import { whyNotStarted } from '../executors/start-process.ts'
import type { CriClock } from '../logging/cri-clock.ts'
import type { MaskPatterns } from '../logging/masker.ts'
import { openStepLog, type LogFailure } from '../logging/step-log.ts'
import type { StepLog } from '../logging/step-log.ts'
import type { Journal } from './journal.ts'
import { openOutputFiles } from './output-files.ts'
import { watchLimits } from './step-limits.ts'
import { stepCommand } from './step-command.ts'
import type { LaunchStep } from './step-command.ts'

/** Shared by all steps of a TaskRun. */
export interface StepSurroundings {
  readonly launch: TaskLaunch
  readonly secrets: readonly SecretValue[]
  readonly task: PreparedTask
  /** Results of earlier steps, by `<step>.<result>`. */
  readonly writtenBySteps: ReadonlyMap<string, ParamValue>
  readonly folders: TaskFolders
  readonly journal: Journal
  readonly patterns: MaskPatterns
  readonly clock: CriClock
  readonly pipes: PipePool
  readonly logs: string
  /** Whether any step may read another's exit code. */
  readonly exitCodesWanted: boolean
  /** Whether any step may report artifacts. */
  readonly artifactsWanted: boolean
  /** Time between asking a step to end and killing it, in milliseconds. */
  readonly graceMs: number
  /** Most processes of one step at once. */
  readonly mostProcesses?: number
  /** Aborted when the whole TaskRun is to stop. */
  readonly stop: AbortSignal
}

export interface StepOutcome {
  readonly exit: StepExit
  readonly timedOut: boolean
  /** Whether it was killed because it exceeded its memory limit, or the machine ran out. */
  readonly outOfMemory: boolean
  /** Why lines are missing in the log, if any are. */
  readonly logFailure?: LogFailure
}

/** Milliseconds of silence after the exit before output is given up: a leaked writer that cannot be found must not block the run. */
const drainMs = 1000
/** A build on many processors has some hundreds of processes; a step with more than this starts itself without end, and takes the machine with it. */
const usuallyMostProcesses = 4096
/**
 * Programs are started one at a time, and between two of them the supervisor answers: on a busy machine a start takes tens of milliseconds, and
 * hundreds may be due at once.
 */
const inTurn = createInTurn()
/** Exit code of a step killed by the system. */
const killed = 137

/** A step whose files are ready but that has not started. */
export interface ReadyStep {
  readonly step: LaunchStep
  readonly log: StepLog
  readonly logPath: string
  /** A sentence if making its files failed. */
  readonly command: StepCommand | string
}

/** Makes the files of a step. Called while the previous step runs, because making files takes longer than starting a program. */
export function makeReady(around: StepSurroundings, step: LaunchStep, fileName: string): ReadyStep {
  const { launch, patterns, clock } = around
  const key = { namespace: launch.namespace, taskRun: launch.name, retry: launch.retry, step: step.name }
  const path = join(around.logs, logPath(key))
  const marker = `${launch.namespace}/${launch.name}/${launch.retry}/${step.name}/${randomUUID()}`
  return {
    step,
    log: openStepLog({ path, patterns, clock }),
    logPath: path,
    command: commandOf(() => stepCommand(step, { ...around, fileName, marker })),
  }
}

/** Removes the files of a step that will not run, its empty log included. */
export function discard(ready: ReadyStep): void {
  ready.log.end()
  rmSync(ready.logPath, { force: true })
}

/** Runs one step from its claim to its last line. Throws if the claim cannot be recorded; then nothing was started. */
export async function runStep(
  around: StepSurroundings,
  { step, log, command }: ReadyStep,
  onStart: () => void,
): Promise<StepOutcome> {
  const { journal } = around
  claim(journal, step.name, command, log)
  warnOfShortSecrets(around.secrets, log)
  const outPipe = await around.pipes.take()
  const errPipe = await around.pipes.take()
  const files = openOutputFiles(typeof command === 'string' ? {} : command.outputs)
  const output = [
    follow(outPipe, (bytes) => (log.write('stdout', bytes), files.write('stdout', bytes))),
    follow(errPipe, (bytes) => (log.write('stderr', bytes), files.write('stderr', bytes))),
  ]
  const running = await inTurn(async () => {
    await setImmediate()
    return start(around, files.refusal ?? command, { stdout: outPipe.write, stderr: errPipe.write })
  })
  closeSync(outPipe.write)
  closeSync(errPipe.write)
  if (running.pid !== undefined) noteStart(journal, step.name, running.pid)
  onStart()

  const timeoutMs = parseDuration(step.timeout ?? '0') ?? 0
  const limit = memoryLimitOf(step)
  const endedBefore = endedForMemory()
  const mostProcesses = around.mostProcesses ?? usuallyMostProcesses
  const exceeded = watchLimits(running, { memory: limit, processes: mostProcesses })
  const { exit, timedOut } = await watchOver(running, timeoutMs, around.graceMs, around.stop)
  const tooMuch = exceeded()
  running.kill()
  await Promise.all(output.map((stream) => stream.drained()))
  const outOfMemory =
    tooMuch === 'memory' ||
    (tooMuch === undefined &&
      exit.kind === 'exited' &&
      exit.code === killed &&
      !around.stop.aborted &&
      endedForMemory() > endedBefore)
  if (tooMuch === 'processes') log.say(`It had more than ${mostProcesses} processes at once and was ended`)
  else if (tooMuch === 'memory')
    log.say(`It used more than its limit of ${bytesQuantity(limit ?? 0)} of memory and was ended (OOMKilled)`)
  else if (outOfMemory) log.say('It was ended by this machine, which had no memory left (OOMKilled)')
  const fileFailure = files.close()
  if (fileFailure !== undefined) log.say(fileFailure)
  if (exit.kind === 'not-started') log.say(`The step could not be started: ${exit.reason}`)
  const logFailure = log.end()
  if (exit.kind === 'exited' && around.exitCodesWanted) writeExitCode(around, step, exit.code)
  return { exit, timedOut, outOfMemory, ...(logFailure === undefined ? {} : { logFailure }) }
}

function commandOf(make: () => StepCommand): StepCommand | string {
  try {
    return make()
  } catch (error) {
    return saidBy(error)
  }
}

function start(
  around: StepSurroundings,
  command: StepCommand | string,
  output: { readonly stdout: number; readonly stderr: number },
): RunningStep {
  try {
    if (typeof command === 'string') return neverStarted(command)
    return around.task.launch(command, output)
  } catch (error) {
    return neverStarted(whyNotStarted(error))
  }
}

function neverStarted(reason: string): RunningStep {
  const exit = Promise.resolve({ kind: 'not-started', reason } as const)
  return {
    pid: undefined,
    exit,
    terminate: () => undefined,
    kill: () => undefined,
    memory: () => undefined,
    processes: () => 0,
  }
}

/** Records that the step is about to start. When that fails nothing else is open yet, and its log is closed. */
function claim(journal: Journal, step: string, command: StepCommand | string, log: StepLog): void {
  if (typeof command === 'string') return
  try {
    journal.note({ kind: 'claim', at: new Date().toISOString(), step, marker: command.marker })
  } catch (error) {
    log.end()
    throw error
  }
}

/** Records the pid of the running step; without it, recovery can find the step only by its marker. */
function noteStart(journal: Journal, step: string, pid: number): void {
  const started = startTime(pid)
  try {
    journal.note({ kind: 'spawned', step, pid, ...(started === undefined ? {} : { startTime: started }) })
  } catch {
    // The next commit reports the full disk.
  }
}

async function watchOver(
  running: RunningStep,
  timeoutMs: number,
  graceMs: number,
  stop: AbortSignal,
): Promise<{ readonly exit: StepExit; readonly timedOut: boolean }> {
  let timedOut = false
  let kill: NodeJS.Timeout | undefined
  const end = (): void => {
    running.terminate()
    kill ??= setTimeout(() => running.kill(), graceMs)
  }
  const timer =
    timeoutMs > 0 ? setTimeout(() => ((timedOut = !stop.aborted), end()), Math.min(timeoutMs, 2 ** 31 - 1)) : undefined
  stop.addEventListener('abort', end, { once: true })
  if (stop.aborted) end()
  try {
    return { exit: await running.exit, timedOut }
  } finally {
    clearTimeout(timer)
    clearTimeout(kill)
    stop.removeEventListener('abort', end)
  }
}

function follow(pipe: Pipe, onBytes: (bytes: Buffer) => void): { drained(): Promise<void> } {
  const socket = new Socket({ fd: pipe.read, readable: true, writable: false })
  let heard = 0
  const closed = new Promise<'closed'>((resolve) => socket.on('close', () => resolve('closed')))
  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes: Buffer) => {
    heard += 1
    onBytes(bytes)
  })
  return {
    async drained() {
      for (let before = -1; before !== heard;) {
        before = heard
        if ((await settledOrSilent(closed)) === 'closed') return pipe.release('unused')
      }
      socket.destroy()
      await closed
      pipe.release('still-written')
    },
  }
}

async function settledOrSilent(closed: Promise<'closed'>): Promise<'closed' | 'silent'> {
  let timer: NodeJS.Timeout | undefined
  const silent = new Promise<'silent'>((resolve) => (timer = setTimeout(() => resolve('silent'), drainMs)))
  const first = await Promise.race([closed, silent])
  clearTimeout(timer)
  return first
}

/** Writes a step's exit code where later steps look for it: by name, and by position. */
function writeExitCode({ folders, launch }: StepSurroundings, { name }: LaunchStep, code: number): void {
  const index = launch.steps.findIndex((step) => step.name === name)
  try {
    const folder = join(folders.steps, `step-${name}`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'exitCode'), String(code))
    symlinkSync(`step-${name}`, join(folders.steps, String(index)))
  } catch {
    // A step that reads it will notice that it is missing.
  }
}

function warnOfShortSecrets(secrets: readonly SecretValue[], log: StepLog): void {
  for (const { name, key, value } of secrets) {
    if (value.trim().length >= shortestMasked) continue
    log.say(
      `The value of secret ${name}/${key} is shorter than ${shortestMasked} characters and is not masked in this log.`,
    )
  }
}
