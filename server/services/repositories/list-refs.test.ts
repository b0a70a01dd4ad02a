import { expect, it } from 'vitest'
import { firstDelivery } from '#domain/start/first-delivery.ts'
import { ok } from '#domain/result.ts'
import type { RemoteRepository } from '../../ports/repositories.ts'
import { createMemoryDocuments } from '../../stores/memory/memory-documents.ts'
import { createMemoryRepositories } from '../../stores/memory/memory-repositories.ts'
import { createMemorySecrets } from '../../stores/memory/memory-secrets.ts'
import { listRefs } from './list-refs.ts'

const url = 'https://git.example/shop.git'
const refs = { branches: ['main'], tags: [], defaultBranch: 'main' }

async function asked(secretIn: string, rules = '{}') {
  const documents = createMemoryDocuments()
  const parts = firstDelivery({
    project: 'p',
    application: { name: 'shop', displayName: 'Shop', description: '' },
    repository: {
      ...{ name: 'shop', kind: 'gitlab', gitCloneProtocol: 'https', visibility: 'private', description: '' },
      gitCloneUrl: url,
    },
    ...{ isNewRepository: true, kind: 'node-service', parameters: {}, runTests: false },
    ...{ readinessPath: '/', portVariable: 'PORT', qvsConfigPath: 'qvs.yaml', hasGate: true },
    environments: ['production', 'staging'].map((name, index) => ({
      ...{ name, displayName: name, order: 2 - index, isNew: true },
    })),
    ...{ requesterMayApprove: false, line: 'shop-release', branch: 'main' },
  })
  const change = { author: { id: 'dan', name: 'Dan' }, message: 'm', at: '2026-01-01T00:00:00.000Z' }
  await documents.publish('p', { ...change, parts: [...parts, { id: 'rules/staging', text: rules }] })
  const secrets = createMemorySecrets()
  await secrets.write({ project: 'p', environment: secretIn, key: 'source-token', value: 'a token', at: change.at })
  const where: RemoteRepository[] = []
  const repositories: ReturnType<typeof createMemoryRepositories> = {
    ...createMemoryRepositories(),
    async listRefs(repository) {
      if ('url' in repository) where.push(repository)
      return ok(refs)
    },
  }
  expect(await listRefs({ documents, repositories, secrets }, 'p', 'shop')).toEqual(ok(refs))
  return where
}

it('branches of a private repository are listed with the token of the first environment, and of no other', async () => {
  expect(await asked('staging')).toEqual([{ url, token: 'a token' }])
  expect(await asked('production')).toEqual([{ url }])
})

it('the token of an environment whose rules ask somebody first goes to no address that a repository names', async () => {
  expect(await asked('staging', 'gates: [{ name: release }]')).toEqual([{ url }])
})
