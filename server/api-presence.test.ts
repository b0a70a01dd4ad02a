import { afterEach, beforeEach, expect, it } from 'vitest'
import { announcePresence } from '#contract/presence.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform } from './testing/memory-platform.ts'

let api: Api
beforeEach(async () => {
  api = (await createMemoryPlatform()).open()
})
afterEach(() => api.close())

const announce = (person: string, tab: string, document = 'line/release'): Promise<Response> =>
  call(api, person, 'PUT', `projects/shop/presence/${tab}`, { document })
const othersOf = async (answer: Promise<Response>) =>
  (await parsed(answer, announcePresence.response)).others.map(({ id }) => id)

it('tells members who else has a document open, until they leave', async () => {
  expect(await othersOf(announce('dan', 'one'))).toEqual([])
  expect(await othersOf(announce('lea', 'two'))).toEqual(['dan'])
  expect(await othersOf(announce('lea', 'two', 'line/other'))).toEqual([])
  expect(await othersOf(announce('lea', 'two'))).toEqual(['dan'])
  await call(api, 'dan', 'DELETE', 'projects/shop/presence/one')
  expect(await othersOf(announce('lea', 'two'))).toEqual([])
})

it('tells no name to those who may not read the project', async () => {
  await announce('dan', 'one')
  const refused = await announce('eve', 'two')
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect(await refused.text()).not.toContain('dan')
})
