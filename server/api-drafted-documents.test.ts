import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { err } from '#domain/result.ts'
import { problem } from '#domain/problem.ts'
import type { Api } from './api.ts'
import { call } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'

let platform: MemoryPlatform
let api: Api
const sentTo: string[] = []
beforeEach(async () => {
  platform = await createMemoryPlatform()
  await platform.ports.secrets.write({
    ...{ project: 'shop', environment: 'production', key: 'key', value: 'kept-for-production', at: '' },
  })
  sentTo.length = 0
  vi.spyOn(platform.ports.moduleRepositories, 'fetch').mockImplementation(async ({ url }, _commit, credential) => {
    sentTo.push(`${url} ${JSON.stringify(credential ?? {})}`)
    return err(problem('unreachable', 'Tests reach nothing elsewhere'))
  })
  api = platform.open()
})
afterEach(() => api.close())

const moduleAt = (url: string): string =>
  JSON.stringify({
    ...{ name: 'x.example/x', source: { kind: 'git', url }, revision: 'main', commit: '0123456789' },
    credential: { kind: 'token', environment: 'production', key: 'key' },
  })
const preview = (person: string, documents: object) =>
  call(api, person, 'POST', 'projects/shop/preview/stage', { line: 'release', stage: 'staging', documents })
const withSecret = (url: string): string => `${url} {"token":"kept-for-production"}`

describe('documents that are not published', () => {
  it.each(['lea', 'dan', 'aya'])(
    'send no secret to the address of a module, whoever looks at them: %s',
    async (person) => {
      await preview(person, { 'module/x': moduleAt('https://elsewhere.example/x') })
      expect(sentTo).toEqual(['https://elsewhere.example/x {}'])
    },
  )

  it('leave a published module what opens its own address, and no other', async () => {
    const parts = [{ id: 'module/x', text: moduleAt('https://own.example/x') }]
    await platform.ports.documents.publish('shop', { parts, author: { id: 'aya', name: 'Aya' }, message: 'm', at: '' })
    await preview('lea', { 'module/x': moduleAt('https://own.example/x').replace('main', 'next') })
    await preview('lea', { 'module/x': moduleAt('https://elsewhere.example/x') })
    expect(sentTo).toEqual([withSecret('https://own.example/x'), 'https://elsewhere.example/x {}'])
  })

  it('are opened with the secret where an admin publishes them', async () => {
    const parts = [{ id: 'module/x', text: moduleAt('https://own.example/x') }]
    expect((await call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'm', parts })).status).toBe(403)
    await call(api, 'aya', 'POST', 'projects/shop/change-sets', { message: 'm', parts })
    expect(sentTo).toEqual([withSecret('https://own.example/x')])
  })

  it('make no version of a QVS Config from the file that they name', async () => {
    await preview('lea', {})
    const { repositories, documents } = platform.ports
    const before = await documents.versions('shop', 'qvs-config/api')
    const files = new Map([['.valuestream/qvs.yaml', new TextEncoder().encode('params: []\n')]])
    const author = { name: 'Dan', email: 'dan@example.org' }
    await repositories.create(
      { project: 'shop', repository: 'other' },
      { branch: 'main', files, author, message: 'Begin', at: '2026-01-01T00:00:00Z' },
    )
    await preview('lea', {
      'repository/other': JSON.stringify({ name: 'other', kind: 'hosted', gitCloneUrl: '/git/shop/other.git' }),
      'application/api': JSON.stringify({ name: 'api', displayName: 'API', qvsConfigRepository: 'other' }),
    })
    expect(before.length).toBeGreaterThan(0)
    expect(await documents.versions('shop', 'qvs-config/api')).toEqual(before)
  })
})
