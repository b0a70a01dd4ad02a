import { afterEach, beforeEach, expect, it } from 'vitest'
import { lookAtRepository } from '#contract/start.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { publish } from './testing/shop.ts'

let platform: MemoryPlatform
let api: Api
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
})
afterEach(() => api.close())

const looks = 'projects/shop/repository-looks'

it('looks at the newest commit of a repository of the project', async () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  await platform.ports.repositories.create(
    { project: 'shop', repository: 'orders' },
    {
      branch: 'main',
      files: new Map([
        ['package.json', bytes('{"scripts":{"start":"node server.js","test":"node --test"}}')],
        ['.valuestream/qvs.yaml', bytes('designPatterns: []')],
      ]),
      author: { name: 'Dan', email: 'dan@example.org' },
      message: 'Begin',
      at: '2026-01-01T00:00:00Z',
    },
  )
  const repository = { name: 'orders', kind: 'hosted', gitCloneUrl: '/git/shop/orders.git' }
  await publish(platform, 'repository/orders', JSON.stringify(repository))
  const answer = await parsed(call(api, 'dan', 'POST', looks, { repository: 'orders' }), lookAtRepository.response)
  expect(answer).toMatchObject({
    branch: 'main',
    applications: [{ folder: '.', kind: 'node-service', parameters: { testCommand: 'npm test' }, hasTests: true }],
    hasQvsConfig: true,
  })
})

it('asks for one place, and says what is not there', async () => {
  expect((await call(api, 'dan', 'POST', looks, {})).status).toBe(400)
  expect((await call(api, 'dan', 'POST', looks, { repository: 'nothing' })).status).toBe(404)
})
