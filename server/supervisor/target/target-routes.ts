import { z } from 'zod'
import { rolloutRequestSchema, targetRefSchema } from '#domain/target/target-messages.ts'
import { secretValueSchema } from '../protocol.ts'
import { readJson, sendJson, sendResult, type SocketHandler } from '../socket-server.ts'
import type { Target } from './target.ts'

const longestWaitMs = 60_000
const rolloutQuerySchema = z.object({ id: z.string(), waitMs: z.number().int().min(0).max(longestWaitMs) })
const projectSchema = z.object({ project: z.string() })
const serviceSchema = z.object({
  project: z.string().min(1),
  environment: z.string().min(1),
  service: z.string().min(1),
})
const logSchema = z.object({ target: targetRefSchema, from: z.number().int().min(0), follow: z.boolean() })
const supplySchema = z.object({ target: targetRefSchema, secrets: z.array(secretValueSchema) })

/** Serves the target on the supervisor's socket: every call is a POST with a JSON body, so that URLs carry no data. */
export function targetRoutes(target: Target): SocketHandler {
  const routes: Readonly<Record<string, SocketHandler>> = {
    '/target/roll-out': async (exchange) => {
      sendResult(exchange.response, await target.rollOut(await readJson(exchange, rolloutRequestSchema)))
      return true
    },
    '/target/rollout': async (exchange) => {
      const { id, waitMs } = await readJson(exchange, rolloutQuerySchema)
      sendJson(exchange.response, { value: (await target.rollout(id, waitMs)) ?? null })
      return true
    },
    '/target/running': async (exchange) => {
      sendJson(exchange.response, { value: await target.running((await readJson(exchange, projectSchema)).project) })
      return true
    },
    '/target/history': async (exchange) => {
      sendJson(exchange.response, { value: await target.history((await readJson(exchange, projectSchema)).project) })
      return true
    },
    '/target/service-url': async (exchange) => {
      const { project, environment, service } = await readJson(exchange, serviceSchema)
      sendJson(exchange.response, { value: await target.serviceUrl(project, environment, service) })
      return true
    },
    '/target/remove': async (exchange) => {
      await target.remove((await readJson(exchange, z.object({ target: targetRefSchema }))).target)
      sendJson(exchange.response, { value: null })
      return true
    },
    '/target/secrets-wanted': async ({ response }) => {
      sendJson(response, { value: target.secretsWanted() })
      return true
    },
    '/target/supply-secrets': async (exchange) => {
      const { target: ref, secrets } = await readJson(exchange, supplySchema)
      target.supplySecrets(ref, secrets)
      sendJson(exchange.response, { value: null })
      return true
    },
    '/target/log': async (exchange) => {
      const wanted = await readJson(exchange, logSchema)
      const gone = new AbortController()
      exchange.response.on('close', () => gone.abort())
      exchange.response.writeHead(200, { 'content-type': 'application/octet-stream' })
      exchange.response.flushHeaders()
      for await (const bytes of target.log(wanted.target, wanted.from, wanted.follow, gone.signal)) {
        if (exchange.response.write(bytes) || gone.signal.aborted) continue
        await new Promise<void>((resolve) => {
          exchange.response.once('drain', resolve)
          exchange.response.once('close', resolve)
        })
      }
      exchange.response.end()
      return true
    },
  }
  return async (exchange) => {
    const route =
      exchange.method === 'POST' && Object.hasOwn(routes, exchange.url.pathname)
        ? routes[exchange.url.pathname]
        : undefined
    return route === undefined ? false : route(exchange)
  }
}
