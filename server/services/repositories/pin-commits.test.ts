import { describe, expect, it } from 'vitest'
import type { World } from '#domain/line/world.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { ok } from '#domain/result.ts'
import { createMemoryRepositories } from '../../stores/memory/memory-repositories.ts'
import { createMemorySecrets } from '../../stores/memory/memory-secrets.ts'
import type { RemoteRepository } from '../../ports/repositories.ts'
import { pinCommits } from './pin-commits.ts'

const url = 'https://git.example/shop.git'
const world: World = {
  ...{ project: 'p', pipelines: [], tasks: [], deployments: [], environments: [], applications: [], adapters: [] },
  layers: { project: {}, applications: {}, environments: {} },
  repositories: [
    {
      ...{ name: 'shop', kind: 'gitlab', gitCloneProtocol: 'https', visibility: 'private', description: '' },
      gitCloneUrl: url,
    },
  ],
}
function value(name: string, known: string): ResolvedParameter {
  return { name, value: known, state: 'known', waitsFor: [], chain: [] }
}

async function pin(cloneUrl: string, isHeld = false, earlier: Parameters<typeof pinCommits>[5] = []) {
  const asked: RemoteRepository[] = []
  const secrets = createMemorySecrets()
  const secret = { project: 'p', environment: 'staging', key: 'source-token', value: 'a token' }
  await secrets.write({ ...secret, at: '2026-01-01T00:00:00Z' })
  const repositories: ReturnType<typeof createMemoryRepositories> = {
    ...createMemoryRepositories(),
    async resolveRevision(repository) {
      if ('url' in repository) asked.push(repository)
      return ok('c0ffee')
    },
  }
  const parameters = [
    value('gitCloneUrl', cloneUrl),
    value('gitRevision', 'main'),
    value('gitTokenSecretName', 'source-token'),
  ]
  const stage = { name: 'build', environment: 'staging', isHeld }
  const pinned = await pinCommits({ repositories, secrets }, 'p', stage, parameters, world, earlier)
  return { asked, commits: pinned.ok ? pinned.value.commits.map(({ commit }) => commit) : pinned.error }
}

describe('pinning the commits of a stage', () => {
  it('reads a private repository with the token of the environment', async () => {
    expect(await pin(url)).toEqual({ asked: [{ url, token: 'a token' }], commits: ['c0ffee'] })
  })

  it('sends the token to repositories of the project alone, and of no stage that people are asked before', async () => {
    const elsewhere = 'https://elsewhere.example/shop.git'
    expect((await pin(elsewhere)).asked).toEqual([{ url: elsewhere }])
    expect((await pin(url, true)).asked).toEqual([{ url }])
  })

  it('takes what an earlier stage has pinned', async () => {
    const earlier = [{ parameter: 'gitRevision', url, revision: 'main', commit: 'beef' }]
    expect(await pin(url, true, earlier)).toEqual({ asked: [], commits: ['beef'] })
  })
})
