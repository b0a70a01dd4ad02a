import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { chmodSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import type { z } from 'zod'
import { problem } from '#domain/problem.ts'
import type { Problem, ProblemCode } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { saidBy } from '#domain/said-by.ts'

/** One request on the socket. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly method: string
  readonly url: URL
}

/** Handles an exchange and returns true; false leaves it to the next handler. */
export type SocketHandler = (exchange: Exchange) => Promise<boolean>

/** Thrown by `readJson` and `readQuery` for input that does not fit the protocol. */
class BadRequest extends Error {}

const largestBody = 32 * 1024 * 1024

/** Listens on a Unix socket that only its owner may open. The caller holds the lock, so an existing socket file is a dead one. */
export async function listen(path: string, handlers: readonly SocketHandler[]): Promise<Server> {
  rmSync(path, { force: true })
  const server = createServer((request, response) => void answer(request, response, handlers))
  server.listen(path)
  await once(server, 'listening')
  chmodSync(path, 0o600)
  return server
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: readonly SocketHandler[],
): Promise<void> {
  const exchange = {
    request,
    response,
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://supervisor'),
  }
  try {
    for (const handle of handlers) if (await handle(exchange)) return
    sendProblem(response, problem('not-found', `The supervisor has no ${exchange.method} ${exchange.url.pathname}`))
  } catch (error) {
    if (response.headersSent) return void response.destroy()
    const message = saidBy(error)
    if (!(error instanceof BadRequest))
      process.stderr.write(`${new Date().toISOString()} ${exchange.method} ${exchange.url.pathname}: ${message}\n`)
    sendProblem(response, problem(error instanceof BadRequest ? 'invalid-request' : 'internal', message))
  }
}

/** Reads and checks a JSON body. */
export async function readJson<S extends z.ZodType>({ request }: Exchange, schema: S): Promise<z.output<S>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > largestBody) throw new BadRequest(`The request has more than ${largestBody} bytes`)
    chunks.push(bytes)
  }
  return check(schema, parseJson(Buffer.concat(chunks).toString()))
}

/** Reads and checks the query of the URL. */
export function readQuery<S extends z.ZodType>({ url }: Exchange, schema: S): z.output<S> {
  return check(schema, Object.fromEntries(url.searchParams))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest('The request is no JSON')
  }
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // Names only paths and rules, since the input may contain secret values.
  throw new BadRequest(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

export function sendResult<T>(response: ServerResponse, result: Result<T, Problem>): void {
  if (result.ok) sendJson(response, { value: result.value ?? null })
  else sendProblem(response, result.error)
}

const statuses: Partial<Record<ProblemCode, number>> = {
  'not-found': 404,
  'invalid-request': 400,
  internal: 500,
  'storage-full': 507,
}

function sendProblem(response: ServerResponse, value: Problem): void {
  response
    .writeHead(statuses[value.code] ?? 409, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify(value))
}
