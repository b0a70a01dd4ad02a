import type { Page } from '@playwright/test'
import { decideGate } from '#contract/gate-decisions.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { type Endpoint, type PathParams, pathOf } from '#contract/endpoint.ts'
import { readRun, startRun } from '#contract/runs.ts'
import type { Run } from '#domain/run/state.ts'
import type { z } from 'zod'

export const project = 'bookshelf'
export const line = 'bookshelf-release'

/** The platform API with the rights of a page's person, for steps that a journey needs but does not test. */
export interface Platform {
  readonly call: <P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    params: Readonly<Record<PathParams<P>, string>>,
    body?: unknown,
    query?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number; readonly value: () => z.output<R> }>
  /** Reads raw bytes from any address of the API. */
  readonly bytes: (path: string) => Promise<Buffer>
  readonly start: (note: string, inputs?: Readonly<Record<string, string>>, line?: string) => Promise<Run>
  readonly run: (id: string) => Promise<Run>
  /** Waits until a run meets the condition. */
  readonly until: (id: string, isThere: (run: Run) => boolean, seconds?: number) => Promise<Run>
  /** Starts a run and waits for its gate. */
  readonly startToGate: (note: string) => Promise<Run>
  readonly decide: (run: string, decision: 'approve' | 'reject', comment?: string) => Promise<number>
}

export function createPlatform(page: Page, origin: string): Platform {
  let token: string | undefined
  let tell: () => void = () => undefined
  const isKnown = new Promise<void>((resolve) => (tell = resolve))
  page.on('request', (request) => {
    const value = request.headers()['authorization']
    if (value?.startsWith('Bearer ') !== true) return
    token = value
    tell()
  })

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    // The page is painted before it sends its first request.
    await isKnown
    const headers = {
      authorization: token ?? '',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    return fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }

  const call: Platform['call'] = async (endpoint, params, body, query = {}) => {
    const search = new URLSearchParams(query).toString()
    const path = `${pathOf(endpoint.path, params)}${search === '' ? '' : `?${search}`}`
    const answer = await send(endpoint.method, path, body)
    const text = await answer.text()
    return {
      status: answer.status,
      value: () => {
        if (!answer.ok) throw new Error(`${endpoint.name} answered ${String(answer.status)}: ${text}`)
        return endpoint.response.parse(JSON.parse(text))
      },
    }
  }
  const platform: Platform = {
    call,
    async bytes(path) {
      const answer = await send('GET', path)
      return Buffer.from(await answer.arrayBuffer())
    },
    async start(note, inputs = {}, of = line) {
      const body = { inputs, note, idempotencyKey: crypto.randomUUID() }
      const started = await call(startRun, { project, line: of }, body)
      return started.value()
    },
    async run(id) {
      return (await call(readRun, { project, run: id })).value()
    },
    async until(id, isThere, seconds = 90) {
      const deadline = Date.now() + seconds * 1000
      for (;;) {
        const run = await platform.run(id)
        if (isThere(run)) return run
        if (Date.now() > deadline) throw new Error(`Run ${String(run.number)} is ${run.state}: ${stagesOf(run)}`)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    },
    async startToGate(note) {
      const { id } = await platform.start(note)
      return platform.until(id, (run) => run.state !== 'running')
    },
    async decide(run, decision, comment = '') {
      const gate = 'production'
      const { evidence } = (await call(readGate, { project, run, gate })).value()
      return (await call(decideGate, { project, run, gate }, { decision, comment, evidence: evidence?.digest ?? '' }))
        .status
    },
  }
  return platform
}

function stagesOf(run: Run): string {
  return Object.values(run.stages)
    .map(({ stage, state, message }) => `${stage} ${state} ${message}`)
    .join(', ')
}
