import type { ServerResponse } from 'node:http'
import {
  aliveEveryMs,
  cancelRequestSchema,
  launchRequestSchema,
  pipelineRunQuerySchema,
  watchQuerySchema,
} from './protocol.ts'
import type { WatchLine } from './protocol.ts'
import { readJson, readQuery, sendJson, sendResult } from './socket-server.ts'
import type { Exchange, SocketHandler } from './socket-server.ts'
import type { LocalTaskSupervisor } from './task-runs/local-task-supervisor.ts'

/** Serves the TaskRuns on the socket. */
export function taskRunRoutes(supervisor: LocalTaskSupervisor): SocketHandler {
  const routes: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> = {
    async 'GET /isolations'({ response }) {
      sendJson(response, supervisor.isolations())
    },
    async 'POST /task-runs'(exchange) {
      const { launch, secrets } = await readJson(exchange, launchRequestSchema)
      sendResult(exchange.response, await supervisor.launch(launch, secrets))
    },
    async 'POST /task-runs/cancel'(exchange) {
      const { namespace, name } = await readJson(exchange, cancelRequestSchema)
      supervisor.cancel(namespace, name)
      sendJson(exchange.response, {})
    },
    async 'GET /task-runs'(exchange) {
      const { namespace, pipelineRun } = readQuery(exchange, pipelineRunQuerySchema)
      sendJson(exchange.response, supervisor.list(namespace, pipelineRun))
    },
    async 'DELETE /task-runs'(exchange) {
      const { namespace, pipelineRun } = readQuery(exchange, pipelineRunQuerySchema)
      await supervisor.forget(namespace, pipelineRun)
      sendJson(exchange.response, {})
    },
    async 'GET /watch'(exchange) {
      await watch(exchange.response, supervisor, readQuery(exchange, watchQuerySchema).after)
    },
  }
  return async (exchange) => {
    const handle = routes[`${exchange.method} ${exchange.url.pathname}`]
    await handle?.(exchange)
    return handle !== undefined
  }
}

/** Streams lines of JSON until the reader goes; merges changes of one TaskRun while the reader is slow. */
async function watch(response: ServerResponse, supervisor: LocalTaskSupervisor, after: number): Promise<void> {
  const changes = supervisor.changes(after)
  const send = (line: WatchLine): boolean => response.write(`${JSON.stringify(line)}\n`)
  const alive = setInterval(() => send({ alive: true }), aliveEveryMs)
  let open = true
  let wake = (): void => undefined
  response.on('drain', () => wake())
  response.on('close', () => {
    open = false
    wake()
  })
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  send({ alive: true })
  try {
    // No race with a promise of the end: such a race leaves something behind with every change, for as long as the reader stays.
    while (open) {
      await new Promise<void>((resolve) => changes.onChange((wake = resolve)))
      const ready = changes.take().map((change) => send({ change }))
      if (open && ready.includes(false)) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    clearInterval(alive)
    changes.close()
  }
}
