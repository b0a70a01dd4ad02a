import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listCommits } from '#contract/commits.ts'
import { ok } from '#domain/result.ts'
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

const newest = async (repository: string) =>
  parsed(call(api, 'lea', 'GET', `projects/shop/repositories/${repository}/commits?limit=1`), listCommits.response)

it('the newest commits of a repository that is kept here', async () => {
  const { commits, cloneUrl } = await newest('api')
  expect(commits).toMatchObject([{ message: 'Begin', author: 'Dan' }])
  expect(cloneUrl).toBe('http://localhost/git/shop/api.git')
  expect((await call(api, 'lea', 'GET', 'projects/shop/repositories/none/commits')).status).toBe(404)
})

it('says of a repository kept here whether somebody has pushed code to it', async () => {
  const hosted = { project: 'shop', repository: 'fresh' }
  const { repositories } = platform.ports
  const author = { name: 'Ann', email: 'ann@example.com' }
  const files = new Map([['README.md', new TextEncoder().encode('# fresh')]])
  await repositories.create(hosted, { branch: 'main', files, author, message: 'Begin', at: '2026-01-01T00:00:00Z' })
  const gitCloneUrl = '/git/shop/fresh.git'
  await publish(platform, 'repository/fresh', JSON.stringify({ name: 'fresh', kind: 'hosted', gitCloneUrl }))
  async function commit(path: string): Promise<void> {
    const head = await repositories.resolveRevision(hosted, 'main')
    const expectedHead = head.ok ? head.value : ''
    await repositories.commitFiles(hosted, {
      branch: 'main',
      files: { [path]: '{}' },
      author,
      message: path,
      expectedHead,
    })
  }
  await commit('.valuestream/qvs.yaml')
  expect(await newest('fresh')).toMatchObject({ hasCode: false })
  await commit('package.json')
  expect(await newest('fresh')).toMatchObject({ hasCode: true })
})

it('the newest commits of a repository elsewhere, where its default branch stands now', async () => {
  const gitCloneUrl = 'https://git.example/team/site.git'
  const site = { name: 'site', kind: 'github', gitCloneProtocol: 'https', visibility: 'public', gitCloneUrl }
  await publish(platform, 'repository/site', JSON.stringify({ ...site, description: '' }))
  const { repositories } = platform.ports
  const asked = vi.spyOn(repositories, 'listCommits')
  asked.mockImplementation(async (_, commit) =>
    ok([{ commit, message: 'Faster', author: 'Ann', at: '2026-01-01T00:00:00Z' }]),
  )
  vi.spyOn(repositories, 'listRefs').mockResolvedValue(ok({ branches: ['trunk'], tags: [], defaultBranch: 'trunk' }))
  const head = await repositories.resolveRevision({ url: gitCloneUrl }, '')
  expect(await newest('site')).toMatchObject({
    commits: [{ commit: head.ok ? head.value : '', message: 'Faster' }],
    defaultBranch: 'trunk',
    cloneUrl: gitCloneUrl,
  })
})
