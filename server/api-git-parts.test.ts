import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDocument } from '#contract/documents.ts'
import { problemSchema } from '#domain/problem.ts'
import { err } from '#domain/result.ts'
import { problem } from '#domain/problem.ts'
import type { Api } from './api.ts'
import { call, parsed } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'

let platform: MemoryPlatform
let api: Api
let old: { readonly digest: string; readonly text: string }
beforeEach(async () => {
  platform = await createMemoryPlatform()
  api = platform.open()
  old = await read('qvs-config/api')
})
afterEach(() => api.close())

const read = (id: string) =>
  parsed(call(api, 'lea', 'GET', `projects/shop/document?id=${encodeURIComponent(id)}`), readDocument.response)
const publish = (parts: unknown): Promise<Response> =>
  call(api, 'dan', 'POST', 'projects/shop/change-sets', { message: 'Change', parts })
const git = () => platform.ports.repositories
const commitsOf = async (repository: string): Promise<readonly string[]> => {
  const found = await git().listCommits({ project: 'shop', repository }, '', 9)
  return found.ok ? found.value.map(({ message, author }) => `${message} by ${author}`) : []
}
/** From now on something happens around each commit. */
const aroundCommits = (
  around: (repository: string, commit: () => ReturnType<typeof real>) => ReturnType<typeof real>,
) =>
  Object.assign(git(), {
    commitFiles: (hosted: Parameters<typeof real>[0], request: Parameters<typeof real>[1]) =>
      around(hosted.repository, () => real(hosted, request)),
  })
let real: MemoryPlatform['ports']['repositories']['commitFiles']
beforeEach(() => void (real = git().commitFiles))

const json = (id: string, data: unknown) => ({ id, text: JSON.stringify(data) })
const web = [
  json('repository/web', { name: 'web', kind: 'hosted', gitCloneUrl: '/git/shop/web.git' }),
  json('application/web', { name: 'web', displayName: 'Web', qvsConfigRepository: 'web' }),
]
const both = () => [
  { id: 'qvs-config/api', base: old.digest, text: `${old.text}# one\n` },
  ...web,
  { id: 'qvs-config/web', text: `${old.text}# two\n` },
]

describe('parts of a change set that live in Git', () => {
  it('land together', async () => {
    const done = await publish(both())
    expect(done.status, await done.clone().text()).toBe(201)
    expect([await commitsOf('api'), await commitsOf('web')]).toEqual([
      ['Change by Dan', 'Begin by Dan'],
      ['Change by Dan', 'Begin by Dan'],
    ])
  })

  it('are taken back when another repository refuses, and nothing is published', async () => {
    aroundCommits(async (repository, commit) =>
      repository === 'web' ? err(problem('storage-full', 'The disk is full')) : commit(),
    )
    const refused = await parsed(publish(both()), problemSchema)
    expect(refused).toMatchObject({ code: 'storage-full' })
    expect(refused.fix ?? '').not.toContain('stand')
    expect(await commitsOf('api')).toEqual(['Begin by Dan'])
    expect(await read('qvs-config/api')).toMatchObject({ digest: old.digest, version: 1 })
    const unknown = await call(api, 'lea', 'GET', 'projects/shop/document?id=application%2Fweb')
    expect(unknown.status).toBe(404)
  })

  it('that others have built on meanwhile stand, and the refusal names them', async () => {
    aroundCommits(async (repository, commit) => {
      if (repository !== 'web') return commit()
      const hosted = { project: 'shop', repository: 'api' }
      const head = await git().resolveRevision(hosted, '')
      await real(hosted, {
        ...{ branch: 'main', files: { 'a.txt': 'a' }, author: { name: 'Eve', email: 'eve@example.org' } },
        ...{ message: 'Push', ...(head.ok ? { expectedHead: head.value } : {}) },
      })
      return err(problem('storage-full', 'The disk is full', { fix: 'Free some space' }))
    })
    const refused = await parsed(publish(both()), problemSchema)
    expect(refused).toMatchObject({
      code: 'storage-full',
      fix: expect.stringMatching(/others were pushed.*api [0-9a-f]{12}/),
    })
    expect(await commitsOf('api')).toEqual(['Push by Eve', 'Change by Dan', 'Begin by Dan'])
  })

  it('are no conflict when somebody reads them while they land', async () => {
    aroundCommits(async (_repository, commit) => {
      const made = await commit()
      await read('qvs-config/api')
      return made
    })
    const done = await publish(both())
    expect(done.status, await done.clone().text()).toBe(201)
    expect(await read('qvs-config/api')).toMatchObject({
      text: `${old.text}# one\n`,
      version: 2,
      author: { name: 'Dan' },
    })
    expect((await read('application/web')).version).toBe(1)
  })
})
