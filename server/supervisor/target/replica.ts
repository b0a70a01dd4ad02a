import { createServer } from 'node:net'
import type { ReplicaStatus } from '#domain/target/rollout.ts'
import type { WorkloadPlan } from '#domain/target/target-plan.ts'
import { whyNotStarted } from '../executors/start-process.ts'
import type { MaskPatterns } from '../logging/masker.ts'
import type { DeploymentLog } from './deployment-log.ts'
import { pause } from '../pause.ts'
import type { Program, Sandbox } from './sandbox.ts'
import { watchProgram } from './watch-program.ts'

export interface ReplicaOptions {
  readonly name: string
  readonly workload: WorkloadPlan
  readonly image: string
  readonly argv: readonly string[]
  readonly workingDir: string
  readonly env: Readonly<Record<string, string>>
  readonly patterns: MaskPatterns
  readonly sandbox: Sandbox
  readonly log: DeploymentLog
  onChange(): void
}

/** One copy of an application: started, probed, restarted when it ends, stopped in order. */
export interface Replica {
  readonly workload: string
  status(): ReplicaStatus
  /** Port for new requests; undefined unless it is ready. */
  servingPort(): number | undefined
  /** How long it has been ready, in milliseconds; 0 when it is not. */
  readyFor(): number
  /** How often it ended before it first became ready. */
  failuresBeforeReady(): number
  /** Counts a request in flight; call the result when the request ends. */
  borrow(): () => void
  /** Takes no new requests, lets running ones finish, asks the program to end, and kills it after its manifest's grace period or after `atMostMs`. */
  stop(atMostMs?: number): Promise<void>
}

const longestBackOffMs = 60_000
/** In milliseconds; a program that ran this long restarts without delay. */
const stableMs = 60_000
const leastEndMs = 1000

/** Starts a replica at once. */
export function startReplica(options: ReplicaOptions): Replica {
  const { name, workload, log } = options
  const stopping = new AbortController()
  let state: ReplicaStatus['state'] = 'starting'
  let message: string | undefined
  let port: number | undefined
  let program: Program | undefined
  let restarts = 0
  let startedAt = Date.now()
  let readySince: number | undefined
  let everReady = false
  let earlyFailures = 0
  /** Why it restarted; kept for as long as this copy lives, or nobody would notice that it keeps crashing. */
  let lastEnd: string | undefined
  let inFlight = 0
  let onIdle: () => void = () => undefined

  function change(next: ReplicaStatus['state'], text?: string): void {
    if (state === 'stopping' && next !== 'exited') return
    if (next === 'ready') {
      readySince ??= Date.now()
      everReady = true
    } else readySince = undefined
    if (state === next && message === text) return
    state = next
    message = text
    options.onChange()
  }

  async function live(): Promise<void> {
    let backOff = 0
    while (!stopping.signal.aborted) {
      startedAt = Date.now()
      const ended = await runOnce().catch((error: unknown) => `could not be started: ${whyNotStarted(error)}`)
      if (stopping.signal.aborted) break
      if (!everReady) earlyFailures += 1
      lastEnd = `Started again: ${ended}`
      backOff = Date.now() - startedAt > stableMs ? 0 : Math.min(Math.max(500, backOff * 2), longestBackOffMs)
      restarts += 1
      const next = backOff === 0 ? 'it starts again now' : `it starts again in ${backOff / 1000} s`
      log.say(`${name}: ${ended}; ${next}`)
      change('exited', `${ended}; ${next}`)
      await pause(backOff, stopping.signal)
    }
    change('exited', 'Stopped')
  }

  async function runOnce(): Promise<string> {
    change('starting')
    port = workload.portEnv === undefined ? undefined : await freePort()
    if (stopping.signal.aborted) return 'stopped'
    // HOST keeps programs that read it from listening on every network interface.
    const env = {
      HOST: '127.0.0.1',
      ...options.env,
      ...(workload.portEnv === undefined ? {} : { [workload.portEnv]: String(port) }),
    }
    program = options.sandbox.start({ image: options.image, argv: options.argv, workingDir: options.workingDir, env })
    const output = log.replica(name, options.patterns)
    program.stdout.on('data', (bytes: Buffer) => output.write('stdout', bytes))
    program.stderr.on('data', (bytes: Buffer) => output.write('stderr', bytes))
    const streams = [program.stdout, program.stderr].map(
      (stream) => new Promise((resolve) => stream.on('close', resolve)),
    )
    const ended = new AbortController()
    let reason: string | undefined
    const end = (why: string): void => {
      reason ??= why
      program?.terminate()
      void pause(workload.gracePeriodSeconds * 1000, ended.signal).then((late) => late && program?.kill())
    }
    void watchProgram(workload, program, port, {
      signal: ended.signal,
      state: () => state,
      starting: (text) => change('starting', text),
      ready: () => change('ready', lastEnd),
      notReady: (text) => change(state === 'starting' ? 'starting' : 'not-ready', text),
      end,
    })
    const exit = await program.exit
    ended.abort()
    program.kill()
    // A leftover child may hold the pipes open; do not wait long for its output.
    await Promise.race([Promise.all(streams), pause(500, AbortSignal.any([]))])
    const lastError = output.end()
    program = undefined
    if (reason !== undefined) return reason
    if ('reason' in exit) return `could not be started: ${exit.reason}`
    return `exited with code ${exit.code}${exit.code !== 0 && lastError !== undefined ? ` (${lastError})` : ''}`
  }

  async function stop(atMostMs = Infinity): Promise<void> {
    if (stopping.signal.aborted) return living
    const until = Date.now() + Math.min(workload.gracePeriodSeconds * 1000, atMostMs)
    change('stopping', inFlight === 0 ? undefined : `Finishes ${inFlight} requests`)
    stopping.abort()
    const overdue = new AbortController()
    void living.then(() => overdue.abort())
    if (inFlight > 0) {
      const idle = new Promise<void>((resolve) => (onIdle = resolve))
      await Promise.race([idle, living, pause(until - Date.now(), overdue.signal)])
    }
    program?.terminate()
    if (await pause(Math.max(leastEndMs, until - Date.now()), overdue.signal)) program?.kill()
    await living
  }

  const living = live()
  return {
    workload: workload.name,
    status: () => ({
      name,
      workload: workload.name,
      state,
      ...(port === undefined || state === 'exited' ? {} : { port }),
      ...(program?.pid === undefined ? {} : { pid: program.pid }),
      restarts,
      startedAt: new Date(startedAt).toISOString(),
      ...(message === undefined ? {} : { message }),
    }),
    servingPort: () => (state === 'ready' ? port : undefined),
    readyFor: () => (readySince === undefined ? 0 : Date.now() - readySince + 1),
    failuresBeforeReady: () => earlyFailures,
    borrow() {
      inFlight += 1
      let returned = false
      return () => {
        if (returned) return
        returned = true
        inFlight -= 1
        if (inFlight === 0) onIdle()
      }
    },
    stop,
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No free port')),
      )
    })
  })
}
