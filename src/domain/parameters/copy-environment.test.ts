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
