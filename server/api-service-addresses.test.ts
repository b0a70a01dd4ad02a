import { afterEach, beforeEach, expect, it } from 'vitest'
import { listServiceAddresses } from '#contract/service-addresses.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform } from './testing/memory-platform.ts'

let api: Api
beforeEach(async () => {
  api = (await createMemoryPlatform()).open()
})
afterEach(async () => {
  await api.close()
})

const ask = (person: string, query: string) => call(api, person, 'GET', `projects/shop/service-addresses?${query}`)

it('says where Services will answer in an environment that is only drafted', async () => {
  const found = await parsed(ask('dan', 'environment=qa&services=api,web'), listServiceAddresses.response)
  expect(found.addresses).toEqual({ api: 'http://127.0.0.1/qa/api', web: 'http://127.0.0.1/qa/web' })
})

it('chooses addresses for nobody who may not edit values, and for no odd names', async () => {
  expect((await ask('lea', 'environment=qa&services=api')).status).toBe(403)
  expect((await ask('dan', 'environment=qa&services=api,..%2Fweb')).status).toBe(400)
})
