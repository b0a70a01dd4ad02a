import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProbePlan } from '#domain/target/target-plan.ts'
import { askProbe } from './probe.ts'

const endless = Promise.withResolvers<void>()
const server: Server = createServer((request, response) => {
  response.writeHead(200)
  if (request.url !== '/events') return response.end(request.url)
  response.on('close', endless.resolve)
  return response.write('data: 1\n\n')
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => server.close())

const probe: ProbePlan = {
  ...{ kind: 'http', path: '/', headers: [], initialDelaySeconds: 0, periodSeconds: 1, timeoutSeconds: 1 },
  ...{ successThreshold: 1, failureThreshold: 1 },
}

it.each(['/healthz', 'healthz', '/how are you?', '/元気'])('a probe asks for %s', async (path) => {
  expect(await askProbe({ ...probe, path }, port)).toEqual({ ok: true, text: `GET ${path} answered 200` })
})

it('a probe of an answer without end counts its status, and holds no connection', async () => {
  expect(await askProbe({ ...probe, path: '/events' }, port)).toMatchObject({ ok: true })
  await endless.promise
})

it('a probe with a header that no request can have fails, and ends nothing else', async () => {
  const headers = [{ name: 'x y', value: '1' }]
  expect(await askProbe({ ...probe, headers }, port)).toEqual({ ok: false, text: expect.stringContaining('x y') })
})
