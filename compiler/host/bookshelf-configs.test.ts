import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileManifests } from '#domain/adapters/compile/compile-manifests.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { addDesignPattern } from '#domain/adapters/qvs-config/qvs-config-edit.ts'
import { lineOrigins } from '#domain/manifests/line-origins.ts'
import { planTarget } from '#domain/target/plan-target.ts'
import { builtinModuleDirectory, readModule } from './builtin-module.ts'
import { createKernelPool } from './kernel-pool.ts'

const pool = await createKernelPool()
const kernel = pool.forProject('bookshelf')
const module = await readModule(builtinModuleDirectory)
const modules = [module]
afterAll(() => pool.close())

function textOf(application: string): Promise<string> {
  return readFile(new URL(`../../samples/bookshelf/qvs/${application}.qvs.yaml`, import.meta.url), 'utf8')
}

const digest = `sha256:${'a'.repeat(64)}`
const values = {
  appName: 'bookshelf-api',
  k8sNamespace: 'staging',
  replicas: '2',
  logLevel: 'debug',
  memoryLimit: '128Mi',
  apiUrl: 'http://127.0.0.1:4000',
}

describe.each(['bookshelf-api', 'bookshelf-web'])('the QVS Config of %s', (application) => {
  it('compiles to the three pipelines of the line', async () => {
    const { config, findings } = parseQvsConfig(await textOf(application))
    expect(findings).toEqual([])
    const compiled = await compilePipelines(kernel, { config, modules, prefix: application })
    if (!compiled.ok) throw new Error(compiled.error.message)
    expect(compiled.value.findings).toEqual([])
    expect(compiled.value.pipelines.map(({ metadata }) => metadata.name)).toEqual([
      `${application}-build`,
      `${application}-deploy`,
      `${application}-verify`,
    ])
    const again = await compilePipelines(pool.forProject('another'), { config, modules, prefix: application })
    expect(again).toEqual(compiled)
  })

  it('compiles to manifests that the local target honours in every field', async () => {
    const { config } = parseQvsConfig(await textOf(application))
    const compiled = await compileManifests(kernel, {
      config,
      modules,
      values: { ...values, imageDigest: digest },
      secrets: {},
    })
    if (!compiled.ok) throw new Error(compiled.error.message)
    const { plan, findings } = planTarget(compiled.value.manifests.map(({ text }) => text))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(plan.workloads).toMatchObject([
      { replicas: 2, imageDigest: digest, portEnv: 'PORT', readiness: { path: '/healthz' } },
    ])
    expect(plan.services).toEqual([{ name: 'bookshelf-api', workload: 'bookshelf-api' }])
    const [deployment] = compiled.value.manifests
    const replicas = deployment?.provenance.find(({ path }) => path.join('.') === 'spec.replicas')
    expect(deployment?.text.split('\n')[(replicas?.line ?? 0) - 1]).toBe('  replicas: 2')
  })
})

describe('compileManifests', () => {
  it('shows what is known while a result of an earlier stage is not', async () => {
    const { config } = parseQvsConfig(await textOf('bookshelf-api'))
    const compiled = await compileManifests(kernel, { config, modules, values, secrets: {}, later: ['imageDigest'] })
    expect(compiled.ok && compiled.value.manifests[0]?.text).toContain('image: bookshelf-api@$(params.imageDigest)')
    expect(compiled.ok && compiled.value.manifests[0]?.text).not.toContain('later')
  })

  it('names every missing value with its place in the QVS Config', async () => {
    const { config } = parseQvsConfig(await textOf('bookshelf-api'))
    const compiled = await compileManifests(kernel, { config, modules, values: { appName: 'a' }, secrets: {} })
    expect(compiled.ok).toBe(false)
    if (compiled.ok) return
    expect(compiled.error.code).toBe('missing-parameter')
    expect(compiled.error.findings?.map(({ place }) => place.parameter)).toEqual([
      'k8sNamespace',
      'imageDigest',
      'replicas',
      'logLevel',
      'memoryLimit',
    ])
    expect(compiled.error.place?.line).toBeGreaterThan(20)
  })

  it('explains a value that the adapter does not accept', async () => {
    const { config } = parseQvsConfig(await textOf('bookshelf-api'))
    const compiled = await compileManifests(kernel, {
      config,
      modules,
      values: { ...values, imageDigest: digest, replicas: '50' },
      secrets: {},
    })
    expect(!compiled.ok && compiled.error.code).toBe('compile-failed')
    expect(!compiled.ok && compiled.error.message).toMatch(/replicas.*50/)
    const text = await compileManifests(kernel, {
      config,
      modules,
      values: { ...values, imageDigest: digest, replicas: 'two' },
      secrets: {},
    })
    expect(!text.ok && text.error.findings?.[0]?.code).toBe('param-not-int')
  })
})

describe('errors of a QVS Config that only the adapters can see', () => {
  it('stand at the line that is to be edited', async () => {
    const text = await textOf('bookshelf-api')
    const misspelt = parseQvsConfig(text.replace('replicas: $(params', 'replicaz: $(params')).config
    const lineOf = (source: string, part: string) => source.split('\n').findIndex((line) => line.includes(part)) + 1
    const compiled = await compilePipelines(kernel, { config: misspelt, modules, prefix: 'api' })
    expect(!compiled.ok && compiled.error).toMatchObject({
      message: 'linewright.dev/adapters/local/service has no parameter "replicaz"; did you mean replicas?',
      place: { line: lineOf(text, 'replicas: $(params'), column: 7 },
    })
    const tooMany = await compileManifests(kernel, {
      config: parseQvsConfig(text).config,
      modules,
      values: { ...values, imageDigest: digest, replicas: '50' },
      secrets: {},
    })
    expect(!tooMany.ok && tooMany.error.place).toMatchObject({
      line: lineOf(text, 'replicas: $(params'),
      parameter: 'replicas',
    })
  })
})

describe('lineOrigins', () => {
  it('leads every line over the adapters to the QVS Config and its parameters', async () => {
    const { config } = parseQvsConfig(await textOf('bookshelf-web'))
    const compiled = await compileManifests(kernel, {
      config,
      modules,
      values: { ...values, imageDigest: digest },
      secrets: {},
    })
    const [deployment] = compiled.ok ? compiled.value.manifests : []
    if (deployment === undefined) throw new Error('There is no Kubernetes Deployment')
    const origins = lineOrigins(deployment, config, 'qvs.yaml')
    const rows = deployment.text.split('\n')
    const at = (path: string) => origins.find((origin) => origin.path === path)
    const url = at('spec.template.spec.containers[0].env[2].value')
    expect(rows[(url?.line ?? 0) - 1]).toContain(values.apiUrl)
    const links = (path: string) => at(path)?.chain ?? []
    expect(url?.chain.map((link) => link.kind).filter((kind) => kind !== 'schema')).toEqual([
      'adapter',
      'parameter',
      'composite',
      'parameter',
      'qvs-config',
      'value',
    ])
    expect(links(url?.path ?? '').flatMap((link) => ('at' in link ? [link.at?.file] : []))).toEqual(
      expect.arrayContaining([
        'cue.mod/gen/k8s.io/api/core/v1/types_gen.cue',
        'kubernetes/service/service.cue',
        'local/service/service.cue',
      ]),
    )
    const valuesOf = (path: string) => links(path).flatMap((link) => (link.kind === 'value' ? [link.name] : []))
    expect(valuesOf('spec.template.spec.containers[0].image')).toEqual(['appName', 'imageDigest'])
    expect(valuesOf('metadata.labels["app.kubernetes.io/managed-by"]')).toEqual([])
    expect(origins).toHaveLength(rows.filter((row) => /: \S|^\s*- [^:]+$/.test(row)).length)
  })
})

describe('dropping an adapter', () => {
  let described: readonly AdapterDescription[]
  beforeAll(async () => {
    const named = { name: 'linewright.dev/adapters', revision: 'builtin', sources: module }
    const answer = await describeAdapters(kernel, [named])
    if (!answer.ok) throw new Error(answer.error.message)
    described = answer.value
  }, 240_000)

  it('every built-in adapter can be added to an application and compiles there', async () => {
    const text = 'modules:\n  - name: linewright.dev/adapters\n    revision: builtin\n'
    for (const adapter of described) {
      expect(adapter.readme).toContain(`# ${adapter.name}`)
      expect(adapter.ja.readme).toContain(`# ${adapter.name}`)
      expect(adapter.ja.description).toMatch(/[ぁ-んァ-ン]/)
      expect([adapter.pattern, adapter.icon?.length]).not.toContain(undefined)
      expect(adapter.findings).toEqual([])
      const edited = addDesignPattern(text, adapter)
      if (!edited.ok) throw new Error(edited.error.message)
      const { config, findings } = parseQvsConfig(edited.value.text)
      expect(findings).toEqual([])
      const compiled = await compilePipelines(kernel, { config, modules, prefix: 'web' })
      expect(compiled.ok || [adapter.pattern, compiled.error.message]).toBe(true)
    }
  }, 240_000)

  it('two builds of one image do not fit together, and the sentence names both', async () => {
    const patterns = ['nodePackage', 'staticSite']
      .map((name) => `  - pattern: linewright.dev/adapters/pipeline/build:${name}\n`)
      .join('')
    const { config } = parseQvsConfig(`designPatterns:\n${patterns}`)
    const compiled = await compilePipelines(kernel, { config, modules, prefix: 'web' })
    expect(!compiled.ok && compiled.error.message).toMatch(
      /^The adapters \S+build:nodePackage and \S+build:staticSite do not fit together: build\.tasks\.package/,
    )
  })

  it('puts each adapter into its category', async () => {
    const categories = described.map(({ name, category }) => [name, category])
    expect(Object.fromEntries(categories)).toMatchObject({
      'build:nodePackage': 'build',
      'deploy:local': 'deploy',
      'verify:http': 'verify',
      'kubernetes/service': 'infrastructure',
      'notify:webhook': 'notify',
      'scan:trivy': 'scan',
      'data/kafka': 'data',
    })
  })
})
