import { pause } from '../pause.ts'
import { get } from 'node:http'
import { connect } from 'node:net'
import type { StepStatus } from '#domain/tekton/run/status.ts'
import { probedPort } from '#domain/tekton/container.ts'
import type { Probe, Sidecar } from '#domain/tekton/task.ts'
import { discard, makeReady, runStep, type StepSurroundings } from './run-step.ts'

/** The sidecars of a TaskRun. */
export interface Sidecars {
  /** Resolves when all are ready, or to a sentence if one cannot be. */
  ready(): Promise<string | undefined>
  statuses(): readonly StepStatus[]
  /** Ends them and waits until all their processes are gone. */
  stop(): Promise<void>
}

/** In milliseconds; a sidecar without a probe counts as ready after this time, or when it ends. */
const settleMs = 200

/** Starts the sidecars of a launch. They run like steps, but in parallel, and end with the steps. */
export function startSidecars(around: StepSurroundings, onChange: () => void): Sidecars {
  const stop = new AbortController()
  const within = { ...around, stop: AbortSignal.any([stop.signal, around.stop]) }
  const running = around.launch.sidecars.map((sidecar) => startSidecar(within, sidecar, onChange))
  return {
    async ready() {
      const answers = await Promise.all(running.map(({ ready }) => ready))
      return answers.find((answer) => answer !== undefined)
    },
    statuses: () => running.map(({ status }) => status()),
    async stop() {
      stop.abort()
      await Promise.all(running.map(({ ended }) => ended))
    },
  }
}

function startSidecar(around: StepSurroundings, sidecar: Sidecar, onChange: () => void) {
  const startedAt = new Date().toISOString()
  let status: StepStatus = { name: sidecar.name, state: 'waiting' }
  const change = (next: StepStatus): void => {
    status = next
    onChange()
  }
  const container = makeReady(around, { ...sidecar, name: `sidecar-${sidecar.name}` }, `sidecar-${sidecar.name}`)
  const marker = typeof container.command === 'string' ? '' : container.command.marker
  const ended = runStep(around, container, () => change({ name: sidecar.name, state: 'running', startedAt })).then(
    ({ exit }) => {
      const exitCode = exit.kind === 'exited' ? exit.code : 127
      const reason = exitCode === 0 || around.stop.aborted ? 'Completed' : 'Error'
      change({
        name: sidecar.name,
        state: 'terminated',
        exitCode,
        reason,
        startedAt,
        finishedAt: new Date().toISOString(),
      })
    },
    () => discard(container),
  )
  return { ended, ready: becomesReady(around, { sidecar, marker }, ended), status: () => status }
}

async function becomesReady(
  around: StepSurroundings,
  probed: Probed,
  ended: Promise<void>,
): Promise<string | undefined> {
  const { sidecar } = probed
  const probe = sidecar.startupProbe ?? sidecar.readinessProbe
  if (probe === undefined) {
    await Promise.race([ended, pause(settleMs, around.stop)])
    return undefined
  }
  const { initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 } = probe
  let over = false
  void ended.then(() => (over = true))
  await pause(initialDelaySeconds * 1000, around.stop)
  for (let failures = 0; !around.stop.aborted;) {
    if (await passes(around, probed, probe)) return undefined
    if (over) return `Sidecar "${sidecar.name}" ended before it was ready`
    failures += 1
    if (sidecar.startupProbe !== undefined && failures >= failureThreshold)
      return `Sidecar "${sidecar.name}" did not become ready in ${failures} tries`
    // Probes more often than a cluster: it costs nothing on one machine, and people wait.
    await pause(Math.min(periodSeconds * 1000, 500), around.stop)
  }
  return undefined
}

/** A running sidecar with its marker. */
interface Probed {
  readonly sidecar: Sidecar
  readonly marker: string
}

async function passes(around: StepSurroundings, probed: Probed, probe: Probe): Promise<boolean> {
  const ms = (probe.timeoutSeconds ?? 1) * 1000
  if (probe.exec !== undefined) return commandPasses(around, probed, probe.exec.command, ms)
  if (probe.httpGet !== undefined) {
    const { host = '127.0.0.1', path = '/', httpHeaders = [] } = probe.httpGet
    const port = probedPort(probed.sidecar, probe.httpGet.port)
    const headers = Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value]))
    return new Promise((resolve) => {
      const request = get({ host, path, port, headers, timeout: ms }, (response) => {
        response.resume()
        const { statusCode = 0 } = response
        resolve(statusCode >= 200 && statusCode < 400)
      })
      request.on('error', () => resolve(false))
      request.on('timeout', () => request.destroy())
    })
  }
  const { host = '127.0.0.1', port } = probe.tcpSocket ?? { port: 0 }
  return new Promise((resolve) => {
    const socket = connect({ host, port: probedPort(probed.sidecar, port) ?? 0, timeout: ms })
    const answer = (open: boolean) => () => {
      socket.destroy()
      resolve(open)
    }
    socket.on('connect', answer(true)).on('error', answer(false)).on('timeout', answer(false))
  })
}

/** Runs the command inside the sidecar if possible; else with its mounts and environment, but outside its process namespace. */
async function commandPasses(
  around: StepSurroundings,
  { sidecar, marker }: Probed,
  command: readonly string[],
  ms: number,
): Promise<boolean> {
  if (around.task.inside !== undefined) return around.task.inside(marker, command, ms)
  const { script: _script, args: _args, ...rest } = sidecar
  const probing = makeReady(
    around,
    { ...rest, command: [...command], name: `sidecar-${sidecar.name}`, timeout: `${ms}ms` },
    `probe-${sidecar.name}`,
  )
  const { exit, timedOut } = await runStep(around, probing, () => undefined)
  return exit.kind === 'exited' && exit.code === 0 && !timedOut
}
