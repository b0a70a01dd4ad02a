import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { problem, problemSchema } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import type { SupervisedTaskRun } from '#domain/tekton/launch/task-launch.ts'
import { saidBy } from '#domain/said-by.ts'
import type { TaskSupervisor } from '#server/engines/local/supervisor.ts'
import {
  aliveEveryMs,
  helloSchema,
  isolationsSchema,
  taskRunListSchema,
  watchLineSchema,
} from '#server/supervisor/protocol.ts'
import type { Hello } from '#server/supervisor/protocol.ts'

/** Talks to the supervisor over its socket. */
export interface SupervisorClient extends TaskSupervisor {
  hello(): Promise<Result<Hello, Problem>>
  /** Asks the supervisor to end; resolves once it has received the request. */
  requestStop(): Promise<Result<void, Problem>>
}

export interface SupervisorClientOptions {
  readonly socket: string
  /** Limit for one answer, in milliseconds. */
  readonly timeoutMs?: number
  /** Pause before the watch reconnects, in milliseconds. */
  readonly reconnectMs?: number
}

/** Thrown if the supervisor is unreachable where the interface cannot return a problem. */
export class SupervisorUnreachable extends Error {
  readonly problem: Problem
  constructor(cause: Problem) {
    super(cause.message)
    this.name = 'SupervisorUnreachable'
    this.problem = cause
  }
}

/** Sends one JSON request and reads a JSON answer; the local target's client uses it too. */
export async function askSupervisor<S extends z.ZodType>(
  socket: string,
  method: string,
  path: string,
  schema: S,
  options: { readonly body?: unknown; readonly timeoutMs?: number } = {},
): Promise<Result<z.output<S>, Problem>> {
  try {
    const { status, text } = await exchange(socket, method, path, options.body, options.timeoutMs ?? 30_000)
    if (status >= 400)
      return err(
        problemSchema.safeParse(JSON.parse(text)).data ?? problem('internal', say`The supervisor answered ${status}`),
      )
    return ok(schema.parse(JSON.parse(text)))
  } catch (error) {
    return err(unreachable(error))
  }
}

export function createSupervisorClient({
  socket,
  timeoutMs = 30_000,
  reconnectMs = 250,
}: SupervisorClientOptions): SupervisorClient {
  const ask = <S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    body?: unknown,
  ): Promise<Result<z.output<S>, Problem>> => askSupervisor(socket, method, path, schema, { body, timeoutMs })
  const query = (namespace: string, pipelineRun: string): string =>
    `/task-runs?${new URLSearchParams({ namespace, pipelineRun }).toString()}`
  const anything = z.unknown()
  return {
    hello: () => ask('GET', '/hello', helloSchema),
    requestStop: async () => done(await ask('POST', '/stop', anything, {})),
    isolations: async () =>
      must(await ask('GET', '/isolations', isolationsSchema)).map(({ isolation, caution }) => ({
        isolation,
        ...(caution === undefined ? {} : { caution }),
      })),
    launch: async (launch, secrets) => done(await ask('POST', '/task-runs', anything, { launch, secrets })),
    cancel: async (namespace, name) => void must(await ask('POST', '/task-runs/cancel', anything, { namespace, name })),
    list: async (namespace, pipelineRun) => must(await ask('GET', query(namespace, pipelineRun), taskRunListSchema)),
    forget: async (namespace, pipelineRun) => void must(await ask('DELETE', query(namespace, pipelineRun), anything)),
    watch: (afterRevision, signal) => watch(socket, afterRevision, reconnectMs, signal),
  }
}

async function* watch(
  socket: string,
  afterRevision: number,
  reconnectMs: number,
  signal: AbortSignal,
): AsyncIterable<SupervisedTaskRun> {
  let after = afterRevision
  while (!signal.aborted) {
    try {
      for await (const change of watchOnce(socket, after, signal)) {
        after = change.revision
        yield change
      }
    } catch {
      // The supervisor is away; the cursor says where to continue.
    }
    await delay(reconnectMs, undefined, { signal }).catch(() => undefined)
  }
}

async function* watchOnce(socket: string, after: number, signal: AbortSignal): AsyncIterable<SupervisedTaskRun> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ socketPath: socket, path: `/watch?after=${after}`, signal, agent: false }, resolve)
    sent.on('error', reject)
    // The supervisor sends a sign of life every few seconds; longer silence means that it is stopped or hangs.
    sent.setTimeout(aliveEveryMs * 3, () => sent.destroy(new Error('no sign of life')))
    sent.end()
  })
  if (response.statusCode !== 200) throw new Error(`The supervisor answered ${response.statusCode}`)
  let rest = ''
  response.setEncoding('utf8')
  for await (const text of response) {
    const lines = `${rest}${String(text)}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const parsed = watchLineSchema.parse(JSON.parse(line))
      if ('change' in parsed) yield parsed.change
    }
  }
}

function exchange(
  socket: string,
  method: string,
  path: string,
  body: unknown,
  timeoutMs: number,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const sent = request(
      { socketPath: socket, method, path, signal, agent: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 500, text: Buffer.concat(chunks).toString() }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function unreachable(error: unknown): Problem {
  const detail = saidBy(error)
  const fix = say`Start Linewright again; what the steps have done so far is kept`
  return problem('unreachable', say`The supervisor that runs the steps does not answer`, { fix, detail })
}

function done(result: Result<unknown, Problem>): Result<void, Problem> {
  return result.ok ? ok(undefined) : result
}

function must<T>(result: Result<T, Problem>): T {
  if (result.ok) return result.value
  throw new SupervisorUnreachable(result.error)
}
