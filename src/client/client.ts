import type { z } from 'zod'
import { type Endpoint, type PathParams, pathOf } from '#contract/endpoint.ts'
import { type Problem, problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Connection } from './connection.ts'
import { problemError, problemFromAnswer } from './problems.ts'
import { isThereAgain, type SessionPort } from './session-port.ts'

type Part<Name extends string, S extends z.ZodType> = S extends z.ZodUndefined
  ? unknown
  : { readonly [N in Name]: z.input<S> }
type Params<P extends string> = [PathParams<P>] extends [never]
  ? unknown
  : { readonly params: Readonly<Record<PathParams<P>, string>> }

/** Arguments of a call: `params`, `query` and `body`, as far as the endpoint has them. */
export type CallInput<P extends string, Q extends z.ZodType, B extends z.ZodType> = Params<P> &
  Part<'query', Q> &
  Part<'body', B>

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly ifMatch?: string
  /** Whether the request outlives the page. */
  readonly keepalive?: boolean
}

/** A failed call: the problem, and the whole response body for problems with more fields. */
export interface Failure {
  readonly problem: Problem
  readonly answer: unknown
}

/** The typed client of the platform API. `call` resolves to a `Result`; `ask` throws the problem, for the query cache. */
export interface Client {
  readonly call: <P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input: CallInput<P, Q, B>,
    options?: CallOptions,
  ) => Promise<Result<z.output<R>, Failure>>
  readonly ask: <P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input: CallInput<P, Q, B>,
    options?: CallOptions,
  ) => Promise<z.output<R>>
  /** The raw bytes of a response; throws the problem. */
  readonly bytes: <P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    input: CallInput<P, Q, B>,
  ) => Promise<Blob>
}

export interface ClientPorts {
  /** Origin of the API, without a trailing slash; empty for the page's own. */
  readonly origin: string
  readonly fetch: typeof fetch
  readonly session: SessionPort
  readonly connection: Connection
}

export function createClient(ports: ClientPorts): Client {
  async function exchange(
    endpoint: Endpoint,
    input: unknown,
    options: CallOptions,
  ): Promise<Result<Response, Failure>> {
    const request = requestOf(endpoint, input, options)
    if (endpoint.access === 'public') return send(request, undefined)
    const { session } = ports
    const known = await session.token()
    const answer = await send(request, known)
    if (!isRefused(answer)) return answer
    const fresh = await session.token(true)
    const again = await send(request, fresh)
    if (!isRefused(again)) return again
    return (await isThereAgain(session, [known, fresh])) ? send(request, await session.token()) : again
  }

  const call: Client['call'] = async (endpoint, input, options = {}) => {
    const answer = await exchange(endpoint, input, options)
    return answer.ok ? read(endpoint.response, answer.value) : answer
  }

  async function send(request: Outgoing, token: string | undefined): Promise<Result<Response, Failure>> {
    const headers = new Headers(request.headers)
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    try {
      const response = await ports.fetch(`${ports.origin}${request.path}`, { ...request.init, headers })
      // A proxy in front answers these when the server behind it is gone.
      ports.connection.report(![502, 503, 504].includes(response.status))
      if (response.status === 507) ports.connection.reportFull()
      return ok(response)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      ports.connection.report(false)
      return err({
        problem: problem('unreachable', 'The server does not answer', { fix: 'The page tries again by itself' }),
        answer: undefined,
      })
    }
  }

  return {
    call,
    async ask(endpoint, input, options) {
      const result = await call(endpoint, input, options)
      if (result.ok) return result.value
      throw problemError(result.error.problem, result.error.answer)
    },
    async bytes(endpoint, input) {
      const answer = await exchange(endpoint, input, {})
      if (!answer.ok) throw problemError(answer.error.problem, answer.error.answer)
      if (answer.value.ok) return answer.value.blob()
      const text = await answer.value.text()
      const body = parseJson(text)
      throw problemError(problemFromAnswer(answer.value.status, body, text), body)
    },
  }
}

function isRefused(answer: Result<Response, Failure>): boolean {
  return answer.ok && answer.value.status === 401
}

interface Outgoing {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly init: RequestInit
}

function requestOf(endpoint: Endpoint, input: unknown, options: CallOptions): Outgoing {
  const body = partOf(input, 'body')
  return {
    path: urlOf(endpoint.path, partOf(input, 'params'), partOf(input, 'query')),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
    },
    init: {
      method: endpoint.method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.keepalive === true ? { keepalive: true } : {}),
    },
  }
}

/** Path and query of an endpoint; absent query values are left out. */
export function urlOf(pattern: string, params: unknown, query: unknown): string {
  const path = pathOf(
    pattern,
    Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`
}

function partOf(input: unknown, name: 'params' | 'query' | 'body'): object | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const found = Object.entries(input).find(([key]) => key === name)?.[1]
  return typeof found === 'object' && found !== null ? found : undefined
}

async function read<R extends z.ZodType>(schema: R, response: Response): Promise<Result<z.output<R>, Failure>> {
  const text = await response.text()
  const body = parseJson(text)
  if (!response.ok) return err({ problem: problemFromAnswer(response.status, body, text), answer: body })
  const parsed = schema.safeParse(body)
  if (parsed.success) return ok(parsed.data)
  const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')
  return err({
    problem: problem('internal', 'The server answered in a form that this page does not know', {
      fix: 'Reload the page: server and page may be of different versions',
      detail,
    }),
    answer: body,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
