import { request } from 'node:http'
import { connect } from 'node:net'
import { saidBy } from '#domain/said-by.ts'
import type { ProbePlan } from '#domain/target/target-plan.ts'

export interface ProbeAnswer {
  readonly ok: boolean
  /** Request and answer: "GET /healthz answered 503". */
  readonly text: string
}

/** Probes a replica on 127.0.0.1 once; as in Kubernetes, statuses 200 to 399 count as success. Never rejects. */
export async function askProbe(probe: ProbePlan, port: number): Promise<ProbeAnswer> {
  if (probe.kind === 'tcp') return askTcp(probe, port)
  try {
    return await askHttp(probe, port)
  } catch (error) {
    // A manifest can name headers that no request can have.
    return { ok: false, text: `GET ${probe.path} failed: ${saidBy(error)}` }
  }
}

function askHttp(probe: ProbePlan, port: number): Promise<ProbeAnswer> {
  const question = `GET ${probe.path}`
  return new Promise((resolve) => {
    const headers = Object.fromEntries(probe.headers.map(({ name, value }) => [name, value]))
    const asking = request({
      host: '127.0.0.1',
      port,
      path: encodedPath(probe.path),
      agent: false,
      headers: { 'user-agent': 'linewright-probe', ...headers },
    })
    const timer = setTimeout(
      () => asking.destroy(new Error(`gave no answer within ${probe.timeoutSeconds} s`)),
      probe.timeoutSeconds * 1000,
    )
    asking.on('close', () => clearTimeout(timer))
    asking.on('response', (response) => {
      // An answer without end (an event stream) counts by its status, and is cut off when the time is over.
      response.on('error', () => undefined)
      response.resume()
      const status = response.statusCode ?? 0
      resolve({ ok: status >= 200 && status < 400, text: `${question} answered ${status}` })
    })
    asking.on('error', (error) => resolve({ ok: false, text: `${question} ${reasonOf(error)}` }))
    asking.end()
  })
}

/** As Kubernetes does: a path may have blanks and letters of any script, and need not begin with a slash. */
function encodedPath(path: string): string {
  const { pathname, search } = new URL(`http://127.0.0.1${path.startsWith('/') ? '' : '/'}${path}`)
  return `${pathname}${search}`
}

function askTcp(probe: ProbePlan, port: number): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (ok: boolean, text: string): void => {
      socket.destroy()
      resolve({ ok, text })
    }
    socket.setTimeout(probe.timeoutSeconds * 1000, () => end(false, 'The port could not be reached in time'))
    socket.on('connect', () => end(true, 'The port is open'))
    socket.on('error', (error) => end(false, `The port ${reasonOf(error)}`))
  })
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined
  return code === 'ECONNREFUSED'
    ? 'was refused: nothing listens at the port yet'
    : error.message.startsWith('gave')
      ? error.message
      : `failed: ${error.message}`
}
