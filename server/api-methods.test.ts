import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Api } from './api.ts'
import { createMemoryPlatform } from './testing/memory-platform.ts'

let api: Api
beforeEach(async () => {
  api = (await createMemoryPlatform()).open()
})
afterEach(() => api.close())

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  api.fetch(new Request(`http://localhost/apis/v1/${path}`, { method, headers }))

it('an address says which methods it takes', async () => {
  const refused = await ask('PATCH', 'projects/shop/webhooks')
  expect(refused.status).toBe(405)
  expect(refused.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({ code: 'method-not-allowed', status: 405 })
  expect((await ask('PUT', 'openapi.json')).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  const japanese = await ask('DELETE', 'config', { 'accept-language': 'ja' })
  expect(await japanese.json()).toMatchObject({ message: 'このアドレスは DELETE を受け付けません' })
  const options = await ask('OPTIONS', 'config')
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
  expect((await ask('PATCH', 'nowhere')).status).toBe(404)
  expect((await ask('HEAD', 'config')).status).toBe(200)
})
