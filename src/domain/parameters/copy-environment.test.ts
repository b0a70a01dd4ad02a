import { describe, expect, it } from 'vitest'
import { draftWorld } from '../line/draft-world.ts'
import { parseLine } from '../line/parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import type { World } from '../line/world.ts'
import { copiedEnvironment, type EnvironmentCopy, placeBehind, whatMustDiffer } from './copy-environment.ts'
import { lineBindings } from './line-bindings.ts'

const line = parseLine(sampleLine).line
const lines = lineBindings(line === undefined ? [] : [line])
const copy: EnvironmentCopy = {
  from: 'staging',
  name: 'qa',
  displayName: 'QA',
  description: '',
  order: 1,
  applications: ['api'],
}
const world: World = {
  ...sampleWorld,
  deployments: sampleWorld.deployments.map((deployment) => ({
    ...deployment,
    config: {
      ...deployment.config,
      backend: 'http://127.0.0.1:4000',
      imageDigest: 'http://bound',
      bucket: 'a-staging',
    },
  })),
}

describe('copying a set for a new environment', () => {
  it('lists what must differ and proposes where it can; what lines bind is left out', () => {
    const differ = whatMustDiffer(world, lines, new Set(), copy)
    expect(differ.map(({ name, proposal, reason }) => [name, proposal, reason])).toEqual([
      ['0.namespace', 'shop-qa', 'target'],
      ['backend', '', 'address'],
      ['bucket', 'a-qa', 'names-environment'],
      ['dbPassword', 'db', 'secret'],
    ])
  })

  it('takes a name for one only where it stands by itself, and names once what it is called', () => {
    const config = { path: '/staging/a', plan: 'stagings', team: 'backstaging', host: 'a.staging_b' }
    const odd = {
      ...world,
      deployments: world.deployments.map((one) => ({ ...one, config, secrets: [], credentials: {} })),
    }
    const differ = whatMustDiffer(odd, lines, new Set(), copy).filter(({ scope }) => scope !== 'targets')
    expect(differ.map(({ name, proposal }) => [name, proposal])).toEqual([
      ['path', '/qa/a'],
      ['host', 'a.qa_b'],
    ])
    const [deployment] = odd.deployments.filter(({ environment }) => environment === 'staging')
    const named = {
      ...odd,
      environments: odd.environments.map((one) => ({ ...one, displayName: 'Staging' })),
      deployments: deployment === undefined ? [] : [{ ...deployment, displayName: 'api, staging (Staging)' }],
    }
    const texts = copiedEnvironment(named, { ...copy, displayName: 'A staging of QA' }, [], [])
    expect(draftWorld(named, texts, {}).deployments.find(({ name }) => name === 'qa')?.displayName).toBe(
      'api, qa (A staging of QA)',
    )
  })

  it('names the secrets that the new environment lacks, credentials among them', () => {
    const credentials = { kubeconfigSecretName: 'kube', gitTokenSecretName: 'linewright-git', npmSecretName: 'npm' }
    const deployments = world.deployments.map((one) => ({
      ...one,
      config: { registrySecretName: 'registry' },
      credentials,
    }))
    const differ = whatMustDiffer({ ...world, deployments }, lines, new Set(['npm/token', 'db']), copy)
    expect(differ.filter(({ reason }) => reason === 'secret').map(({ name }) => name)).toEqual([
      'registrySecretName',
      'kubeconfigSecretName',
    ])
    const answers = differ.map(({ name, proposal }) => (name === 'kubeconfigSecretName' ? 'kube-qa' : proposal))
    const drafted = draftWorld(world, copiedEnvironment({ ...world, deployments }, copy, differ, answers), {})
    expect(drafted.deployments.find(({ name }) => name === 'qa')?.credentials).toEqual({
      ...credentials,
      kubeconfigSecretName: 'kube-qa',
    })
  })

  it('makes documents that read as the copy with the answers in it', () => {
    const differ = whatMustDiffer(world, lines, new Set(['db']), copy)
    const texts = copiedEnvironment(world, copy, differ, ['shop-quality', 'http://qa', 'a-qa'])
    const drafted = draftWorld(world, texts, {})
    expect(drafted.environments.find(({ name }) => name === 'qa')).toMatchObject({
      displayName: 'QA',
      order: 1,
      provisioningTargets: [{ kind: 'local', namespace: 'shop-quality' }],
    })
    expect(drafted.deployments.find(({ name }) => name === 'qa')).toMatchObject({
      application: 'api',
      environment: 'qa',
      config: { replicas: '1', port: '8080', backend: 'http://qa', bucket: 'a-qa' },
      secrets: [{ name: 'dbPassword', key: 'db' }],
    })
    expect(drafted.layers.environments['qa']).toEqual({ replicas: '9' })
  })
})

describe('the place of a copy', () => {
  const lanes = (...orders: readonly number[]) =>
    orders.map((order, index) => ({
      name: `e${String(index)}`,
      displayName: '',
      description: '',
      order,
      provisioningTargets: [],
    }))

  it('is right behind its source', () => {
    expect(placeBehind(lanes(1, 5), 'e0')).toEqual({ order: 2, moved: new Map() })
  })

  it('makes the others move on where there is no room', () => {
    const { order, moved } = placeBehind(lanes(1, 2, 3, 9), 'e0')
    expect(order).toBe(2)
    expect([...moved]).toEqual([
      ['e1', 3],
      ['e2', 4],
    ])
  })

  it('parts environments that shared a place', () => {
    expect(placeBehind(lanes(0, 0), 'e0')).toEqual({ order: 1, moved: new Map([['e1', 2]]) })
  })
})
