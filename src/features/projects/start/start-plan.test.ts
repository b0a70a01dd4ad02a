import { describe, expect, it } from 'vitest'
import { readResources } from '#domain/project-documents.ts'
import { referenceFindings } from '#domain/resource-references.ts'
import { firstBoard } from '#domain/start/first-delivery.ts'
import { boardOf, deliveryOf, type Facts, isOutOfReach, isShortToken, type Source, suggest } from './start-plan.ts'

const facts: Facts = {
  branch: 'trunk',
  commit: 'c'.repeat(40),
  files: 3,
  applications: [
    {
      folder: '.',
      kind: 'node-service',
      signs: [],
      parameters: { testCommand: 'npm test', siteDirectory: 'not for a service' },
      hasTests: true,
    },
  ],
  hasQvsConfig: true,
}
const empty = { repositories: [], applications: [], environments: [], deployments: [], adapters: [], lines: [] }
const source: Source = { kind: 'url', url: 'https://github.com/acme/Order_Service.git' }

describe('what is suggested for a repository', () => {
  it('is named after it and goes through two new environments', () => {
    const plan = suggest(facts, source, empty, false)
    expect(plan).toMatchObject({ application: 'order-service', line: 'order-service-release', readinessPath: '/' })
    expect(plan.environments.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['staging', true],
      ['production', true],
    ])
  })

  it("gets a valid application name, whatever the repository's name", () => {
    const named = (url: string) => suggest(facts, { kind: 'url', url }, empty, false).application
    expect(['https://a.example/店舗.git', 'https://a.example/application'].map(named)).toEqual(['app', 'application-2'])
  })

  it('goes through the environments of the project that have a local target', () => {
    const environment = { name: 'test', displayName: 'Test', description: '', order: 4, provisioningTargets: [] }
    const local = { ...environment, name: 'live', provisioningTargets: [{ kind: 'local' as const, namespace: 'x' }] }
    const plan = suggest(facts, source, { ...empty, environments: [environment, local] }, false)
    expect(plan.environments).toMatchObject([{ name: 'live', isNew: false, isChosen: true }])
  })

  it('becomes a delivery with the parameters of its kind, on another path if there is a QVS Config', () => {
    const delivery = deliveryOf('shop', suggest(facts, source, empty, false), facts, source, empty)
    expect(delivery).toMatchObject({
      repository: { name: 'order-service', kind: 'github', gitCloneUrl: source.url },
      parameters: { testCommand: 'npm test' },
      qvsConfigPath: '.valuestream/order-service.yaml',
      branch: 'trunk',
    })
  })

  it('is one application of a monorepo, in its folder and with a QVS Config of its own', () => {
    const root = { folder: '.', signs: [], parameters: {}, hasTests: false }
    const site = {
      ...root,
      folder: 'packages/web',
      kind: 'static-site' as const,
      parameters: { siteDirectory: 'dist' },
    }
    const several: Facts = { ...facts, applications: [root, site], hasQvsConfig: false }
    const delivery = deliveryOf('shop', suggest(several, source, empty, false), several, source, empty)
    expect(delivery).toMatchObject({
      application: { name: 'web' },
      kind: 'static-site',
      parameters: { pathToSource: 'packages/web', siteDirectory: 'dist' },
      qvsConfigPath: '.valuestream/web.yaml',
      readinessPath: '/healthz',
    })
  })

  it('is built from the whole repository if it imports its siblings', () => {
    const api = {
      folder: 'packages/api',
      kind: 'node-service' as const,
      signs: [],
      parameters: { pathToSource: '.', startCommand: 'npm --prefix packages/api start' },
      hasTests: false,
    }
    const several: Facts = { ...facts, applications: [api] }
    const delivery = deliveryOf('shop', suggest(several, source, empty, false), several, source, empty)
    expect(delivery).toMatchObject({
      application: { name: 'api' },
      parameters: { startCommand: 'npm --prefix packages/api start' },
      qvsConfigPath: '.valuestream/api.yaml',
    })
    expect(delivery?.parameters).not.toHaveProperty('pathToSource')
  })

  it("uses the project's repository with that URL, if there is one", () => {
    const plan = { ...suggest(facts, source, empty, false), application: 'orders', line: 'orders-release' }
    const made = deliveryOf('shop', plan, facts, source, empty)
    expect(made).toMatchObject({ isNewRepository: true, repository: { name: 'order-service' } })
    if (made === undefined) return
    const { repository } = made
    const again = deliveryOf(
      'shop',
      plan,
      facts,
      { kind: 'url', url: 'https://github.com/acme/Order_Service/' },
      {
        ...empty,
        repositories: [repository],
      },
    )
    expect(again).toMatchObject({ isNewRepository: false, repository })
    const taken = { ...empty, repositories: [{ ...repository, gitCloneUrl: 'https://example.org/other.git' }] }
    expect(deliveryOf('shop', plan, facts, source, taken)?.repository.name).toBe('order-service-2')
  })

  it('uses the given install command, and reads its port from a valid variable', () => {
    const plan = suggest(facts, source, empty, false)
    const corrected = { ...plan, portVariable: 'HTTP_PORT', parameters: { installCommand: 'yarn --immutable' } }
    expect(deliveryOf('shop', corrected, facts, source, empty)).toMatchObject({
      portVariable: 'HTTP_PORT',
      parameters: { installCommand: 'yarn --immutable' },
    })
    expect(deliveryOf('shop', { ...plan, portVariable: 'HTTP PORT' }, facts, source, empty)).toBeUndefined()
  })

  it('asks which program of a Go module to deliver if none is at its root', () => {
    const parts = { folder: '.', kind: 'go-service' as const, signs: [], parameters: {}, hasTests: false }
    const several: Facts = { ...facts, applications: [{ ...parts, programs: ['./cmd/a', './cmd/b'] }] }
    const plan = suggest(several, source, empty, false)
    expect(deliveryOf('shop', plan, several, source, empty)).toBeUndefined()
    const chosen = { ...plan, parameters: { mainPackage: './cmd/b' } }
    expect(deliveryOf('shop', chosen, several, source, empty)?.parameters).toEqual({ mainPackage: './cmd/b' })
  })

  it('becomes a board, and no delivery, for a repository of another kind', () => {
    const signs = [{ file: 'Cargo.toml', what: 'other-kind' as const }]
    const other: Facts = { ...facts, applications: [{ folder: '.', signs, parameters: {}, hasTests: false }] }
    const plan = suggest(other, source, empty, false)
    expect(plan.kind).toBe('another')
    expect(deliveryOf('shop', plan, other, source, empty)).toBeUndefined()
    const board = boardOf('shop', plan, other, source, empty)
    if (board === undefined) throw new Error('There is a board')
    const resources = readResources(firstBoard(board, { revision: 'Branch' }))
    expect(resources.findings).toEqual([])
    expect(referenceFindings(resources, {})).toEqual([])
    expect(resources.deployments.map(({ name }) => name)).toEqual(['production', 'staging'])
  })

  it('lets a person who is alone open the gate', () => {
    const asked = (isAlone: boolean) =>
      deliveryOf('shop', suggest(facts, source, empty, isAlone), facts, source, empty)?.requesterMayApprove
    expect([asked(true), asked(false)]).toEqual([true, false])
  })

  it('becomes no delivery while a name is taken or nothing is chosen', () => {
    const plan = suggest(facts, source, empty, false)
    const taken = { ...empty, lines: [{ name: plan.line, version: 1, gates: [] }] }
    expect(deliveryOf('shop', plan, facts, source, taken)).toBeUndefined()
    const none = { ...plan, environments: plan.environments.map((one) => ({ ...one, isChosen: false })) }
    expect(deliveryOf('shop', none, facts, source, empty)).toBeUndefined()
  })
})

describe('what cannot be cloned', () => {
  it.each(['~/shop', './shop', '/home/me/shop', 'C:\\shop', 'file:///srv/shop', 'git@github.com:acme/shop'])(
    'is %s',
    (typed) => {
      expect(isOutOfReach(typed)).toBe(true)
    },
  )

  it.each(['', 'h', 'https:/', 'https://github.com/acme/shop', 'ＨＴＴＰＳ://github.com/acme/shop', 'github'])(
    'is not yet, or not at all, %j',
    (typed) => {
      expect(isOutOfReach(typed)).toBe(false)
    },
  )
})

describe('a token', () => {
  it.each([
    ['', false],
    ['1234567', true],
    ['12345678', false],
  ])('%j is too short to be kept: %s', (typed, isShort) => {
    expect(isShortToken(typed)).toBe(isShort)
  })
})
