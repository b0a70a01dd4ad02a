import { afterAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { ChangePart } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import type { World } from '#domain/line/world.ts'
import { resolveStage } from '#domain/parameters/resolve.ts'
import { readResources } from '#domain/project-documents.ts'
import { type FirstDelivery, firstDelivery } from '#domain/start/first-delivery.ts'
import { sourceKinds, type SourceKind } from '#domain/start/recognised.ts'
import { builtinModuleDirectory, readModule } from './builtin-module.ts'
import { createKernelPool } from './kernel-pool.ts'

const pool = await createKernelPool()
const modules = [await readModule(builtinModuleDirectory)]
afterAll(() => pool.close())

function partsFor(kind: SourceKind, hasGate: boolean, told: Partial<FirstDelivery> = {}): readonly ChangePart[] {
  return firstDelivery({
    project: 'shop',
    application: { name: 'orders', displayName: 'Orders', description: '' },
    repository: {
      name: 'orders',
      kind: 'github',
      gitCloneProtocol: 'https',
      visibility: 'public',
      gitCloneUrl: 'https://example.org/orders.git',
      description: '',
    },
    isNewRepository: true,
    kind,
    parameters: {},
    runTests: false,
    readinessPath: '/',
    portVariable: 'PORT',
    environments: [
      { name: 'staging', displayName: 'Staging', order: 1, isNew: true },
      { name: 'production', displayName: 'Production', order: 2, isNew: true },
    ],
    qvsConfigPath: '.valuestream/qvs.yaml',
    hasGate,
    requesterMayApprove: hasGate,
    line: 'orders-release',
    branch: 'main',
    ...told,
  })
}

async function worldOf(parts: readonly ChangePart[]): Promise<World> {
  const texts = Object.fromEntries(parts.map(({ id, text = '' }) => [id, text]))
  const resources = readResources(texts)
  expect(resources.findings).toEqual([])
  const { config, findings } = parseQvsConfig(texts['qvs-config/orders'] ?? '')
  expect(findings).toEqual([])
  const compiled = await compilePipelines(pool.forProject('shop'), { config, modules, prefix: 'orders' })
  if (!compiled.ok) throw new Error(compiled.error.message)
  const { pipelines, tasks } = compiled.value
  return { ...resources, project: 'shop', pipelines, tasks, adapters: [] }
}

describe.each(sourceKinds)('the first delivery of a %s', (kind) => {
  it.each([true, false])('is complete before anybody fills anything (gate: %s)', async (hasGate) => {
    const parts = partsFor(kind, hasGate)
    const world = await worldOf(parts)
    const parsed = parseLine(parts.find(({ id }) => id === 'line/orders-release')?.text ?? '')
    expect(validateLine(parsed, world)).toEqual([])
    const { line } = parsed
    if (line === undefined) throw new Error('There is no line')
    expect(line.spec.gates ?? []).toHaveLength(hasGate ? 1 : 0)
    const missing = line.spec.stages.flatMap((stage) =>
      resolveStage(line, stage, world).filter(({ state }) => state === 'missing'),
    )
    expect(missing).toEqual([])
  })
})

it('tells the target from which variable the program reads its port, where that is not PORT', async () => {
  const configOf = (parts: readonly ChangePart[]): string =>
    parts.find(({ id }) => id === 'qvs-config/orders')?.text ?? ''
  expect(configOf(partsFor('node-service', false))).not.toContain('portVariable')
  const { config } = parseQvsConfig(configOf(partsFor('node-service', false, { portVariable: 'HTTP_PORT' })))
  expect(config?.designPatterns.find(({ pattern }) => pattern.endsWith('local/service'))?.params).toMatchObject({
    portVariable: 'HTTP_PORT',
  })
})

it('is verified at the path that answers, which for a site is its first page', () => {
  const pathsOf = (kind: SourceKind, readinessPath: string) => {
    const text = partsFor(kind, false, { readinessPath }).find(({ id }) => id === 'line/orders-release')?.text ?? ''
    return parseLine(text).line?.spec.stages.flatMap(({ spec }) =>
      (spec.params ?? []).flatMap(({ name, value }) => (name === 'path' ? [value] : [])),
    )
  }
  expect(pathsOf('node-service', '/health')).toEqual(['/health', '/health'])
  expect(pathsOf('node-service', '/')).toEqual([])
  expect(pathsOf('static-site', '/healthz')).toEqual([])
})
