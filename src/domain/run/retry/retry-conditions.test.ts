import { describe, expect, it } from 'vitest'
import { foldRun } from '../evolve.ts'
import { retryConditions } from './retry-conditions.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Run } from '../state.ts'

const by = { id: 'dan', name: 'Dan' }
const at = '2026-01-02T00:00:00.000Z'

function parameter(key: string, version?: string) {
  const secret = { name: key, key, ...(version === undefined ? {} : { version }) }
  return { name: key, state: 'secret' as const, secret, chain: [], waitsFor: [] }
}

const snapshot: Snapshot = {
  line: {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'line' },
    spec: { stages: [{ name: 'deploy', spec: { pipeline: 'p', deployment: { app: 'a', name: 'd' } } }] },
  },
  lineVersion: { number: 1, digest: 'd' },
  inputs: {},
  stages: [
    {
      stage: 'deploy',
      pipeline: { apiVersion: 'tekton.dev/v1', kind: 'Pipeline', metadata: { name: 'p' }, spec: { tasks: [] } },
      tasks: [
        {
          ...{ apiVersion: 'tekton.dev/v1', kind: 'Task', metadata: { name: 't' } },
          spec: { steps: [{ image: 'node:24' }] },
        },
      ],
      deployment: { app: 'a', name: 'd', environment: 'production' },
      parameters: [parameter('token', '2'), parameter('db')],
      commits: [],
    },
  ],
  modules: [],
  notProven: ['The image node:24 is named by a tag'],
}

function runWith(running: Record<string, string>): Run {
  const run = foldRun('p', [
    {
      ...{ run: 'r', sequence: 1 },
      event: { kind: 'run-started', at, line: 'line', number: 1, note: '', by, snapshot: 'x', stages: ['deploy'] },
    },
    { run: 'r', sequence: 2, event: { kind: 'gate-opened', at, attempt: 1, gate: 'g', evidence: 'e', running } },
  ])
  if (run === undefined) throw new Error('no run')
  return run
}

function secret(key: string, version: string, setAt: string) {
  return { key, version, setAt, environment: 'production' }
}

describe('what a retry would meet', () => {
  it('is the same as long as nothing has changed; what nobody can prove is named', () => {
    const world = { secrets: [secret('token', '2', at), secret('db/url', '1', at)], running: {} }
    const found = retryConditions(runWith({ 'a/d': '' }), snapshot, { carried: [] }, world)
    expect(found.map(({ kind, name, outcome, refuses }) => [kind, name, outcome, refuses])).toEqual([
      ['secret', 'token', 'same', false],
      ['target', 'a/d', 'same', false],
      ['image', 'The image node:24 is named by a tag', 'not-proven', false],
    ])
  })

  it('compares what the tags of images stood for, and says why it cannot', () => {
    const [one, other] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
    const met = (before: object | undefined, now: readonly object[]) => {
      const run = { ...runWith({}), ...(before === undefined ? {} : { images: [{ image: 'node:24', ...before }] }) }
      const images = now.map((found) => ({ image: 'node:24', ...found }))
      const conditions = retryConditions(run, snapshot, { carried: [] }, { secrets: [], running: {}, images })
      const image = conditions.find(({ kind }) => kind === 'image')
      return [image?.outcome, image?.before, image?.after, image?.reason]
    }
    expect(met({ digest: one }, [{ digest: one }])).toEqual(['same', one, one, undefined])
    expect(met({ digest: one }, [{ digest: other }])).toEqual(['differs', one, other, undefined])
    expect(met(undefined, [])).toEqual(['not-proven', undefined, undefined, undefined])
    expect(met({ reason: 'wants a login' }, [])).toEqual(['not-proven', undefined, undefined, 'wants a login'])
    expect(met({ digest: one }, [{ reason: 'is away' }])).toEqual(['not-proven', undefined, undefined, 'is away'])
  })

  it('refuses where a secret that a step names was set again, and only tells where it was set for the first time', () => {
    const later = '2026-01-03T00:00:00.000Z'
    const env = (name: string) => ({ name: name.toUpperCase(), valueFrom: { secretKeyRef: { name, key: 'url' } } })
    const stages = snapshot.stages.map((stage) => ({
      ...stage,
      tasks: [
        {
          ...{ apiVersion: 'tekton.dev/v1' as const, kind: 'Task' as const, metadata: { name: 't' } },
          spec: { steps: [{ name: 's', image: 'node', env: [env('plain'), env('$(params.databaseSecretName)')] }] },
        },
      ],
      parameters: [{ name: 'databaseSecretName', state: 'known' as const, value: 'named', chain: [], waitsFor: [] }],
    }))
    const secrets = [secret('plain', '2', later), secret('named', '3', later), secret('other', '2', later)]
    const find = (those: typeof secrets) =>
      retryConditions(runWith({}), { ...snapshot, stages }, { carried: [] }, { secrets: those, running: {} })
        .filter(({ kind }) => kind === 'secret')
        .map(({ name, refuses }) => [name, refuses])
    expect(find(secrets)).toEqual([
      ['plain', true],
      ['named', true],
    ])
    expect(find([secret('named', '1', later), secret('plain', '2', at)])).toEqual([['named', false]])
  })

  it('finds them in the tasks that a Pipeline holds as well, and tells of several stages what they share once', () => {
    const env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'plain', key: 'url' } } }]
    const taskSpec = { steps: [{ name: 's', image: 'node@sha256:1', env }] }
    const holding = snapshot.stages.map((stage) => ({
      ...stage,
      pipeline: { ...stage.pipeline, spec: { tasks: [{ name: 't', taskSpec }] } },
      tasks: [],
      parameters: [],
    }))
    const stages = [...holding, ...holding.map((stage) => ({ ...stage, stage: 'second' }))]
    const world = {
      secrets: [secret('plain', '2', '2026-01-03T00:00:00.000Z')],
      running: { 'a/d': { digest: 'new', run: 'other' } },
    }
    const found = retryConditions(runWith({ 'a/d': 'old' }), { ...snapshot, stages }, { carried: [] }, world)
    expect(found.map(({ kind, name, refuses }) => [kind, name, refuses])).toEqual([
      ['secret', 'plain', true],
      ['target', 'a/d', false],
    ])
  })

  it('keeps the frozen version of a secret, and refuses where a part of one was set again', () => {
    const later = '2026-01-03T00:00:00.000Z'
    const world = { secrets: [secret('token', '3', later), secret('db/url', '2', later)], running: {} }
    const found = retryConditions(runWith({}), snapshot, { carried: [] }, world)
    expect(found).toMatchObject([
      { name: 'token', before: '2', after: '3', outcome: 'kept', refuses: false },
      { name: 'db/url', outcome: 'differs', refuses: true },
      { outcome: 'not-proven' },
    ])
    const elsewhere = world.secrets.map((one) => ({ ...one, environment: 'staging' }))
    expect(retryConditions(runWith({}), snapshot, { carried: [] }, { secrets: elsewhere, running: {} })).toHaveLength(1)
  })

  it('tells when another run has delivered meanwhile, and takes its own delivery for none', () => {
    const world = (run: string) => ({ secrets: [], running: { 'a/d': { digest: 'new', run } } })
    const outcomeOf = (run: string) =>
      retryConditions(runWith({ 'a/d': 'old' }), snapshot, { carried: [] }, world(run))[0]?.outcome
    expect([outcomeOf('other'), outcomeOf('r')]).toEqual(['differs', 'same'])
  })
})
