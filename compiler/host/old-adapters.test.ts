import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources, type ManifestRequest } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { emitYaml } from '#domain/manifests/emit-yaml.ts'
import { firstGoldenTest } from '#domain/adapters/authoring/first-golden-test.ts'
import { runGoldenTests } from '#domain/adapters/authoring/golden-tests.ts'
import type { Finding } from '#domain/problem.ts'
import { readModule } from './builtin-module.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'
import { readTestedModule } from './tested-module.ts'

// The fixture is a module in the style of CUE 0.4: no language version, `+` and `*` of lists, many packages in one folder, schemas below cue.mod. It
// tries what Value Stream says about the language of adapters.
const directory = fileURLToPath(new URL('../fixtures/shop', import.meta.url))
let pool: KernelPool
let kernel: Kernel
let shop: ModuleSources

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('old')
  shop = await readModule(directory)
})
afterAll(() => pool.close())

function changed(files: Readonly<Record<string, string>>): ModuleSources {
  return { digest: JSON.stringify(files), files: { ...shop.files, ...files } }
}

const params = 'params: [{name: ns, type: string}, {name: list, type: array}, {name: pw, type: secret}]\n'

async function resources(patterns: string, more: Partial<ManifestRequest> = {}, modules = [shop]) {
  const { config } = parseQvsConfig(`${params}designPatterns:\n${patterns}`)
  const values = { ns: 'prod', list: '--x, y' }
  return compileResources(kernel, { config, modules, values, secrets: { pw: { key: 'k' } }, ...more })
}

async function findingsOf(patterns: string, modules = [shop]): Promise<readonly Finding[]> {
  const answer = await resources(patterns, {}, modules)
  return answer.ok ? [] : (answer.error.findings ?? [])
}

async function pipelines(patterns: string, env?: string) {
  const { config } = parseQvsConfig(`${params}designPatterns:\n${patterns}`)
  const answer = await compilePipelines(kernel, {
    config,
    modules: [shop],
    prefix: 'shop',
    ...(env === undefined ? {} : { env }),
  })
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

const web = '  - {pattern: shop.example/adapters/kube/web, params: {appName: Shop, k8sNamespace: $(params.ns)'

describe('the golden tests of the fixture', () => {
  it('pass: every form of the language is in it', async () => {
    const ran = await runGoldenTests(kernel, await readTestedModule(directory))
    if (!ran.ok) throw new Error(ran.error.message)
    for (const outcome of ran.value) expect(outcome.actual).toBe(outcome.expected)
    expect(ran.value.map(({ testCase, part, passed }) => [testCase, part, passed])).toEqual([
      ['application', 'setup', true],
      ['application', 'main', true],
      ['workflow', 'pipelines', true],
    ])
  })
})

describe('a golden test', () => {
  it('tells each document that differs, and what the file would have to hold', async () => {
    const subject = await readTestedModule(directory)
    const file = 'test/application/results/manifests.yml'
    const whole = subject.texts[file] ?? ''
    const texts = { ...subject.texts, [file]: whole.replace('kind: Service', 'kind: Servant') }
    const ran = await runGoldenTests(kernel, { ...subject, texts }, { cases: ['application'], parts: ['main'] })
    expect(ran.ok && ran.value[0]?.differences.map(({ document }) => document)).toEqual([
      expect.stringContaining('Servant '),
      expect.stringContaining('Service '),
    ])
    expect(ran.ok && ran.value[0]?.actual).toBe(whole)
  })

  it('gives what came where nothing is expected yet', async () => {
    const module = {
      digest: 'first',
      files: {
        'cue.mod/module.cue': 'module: "first.example/a"\n',
        'web/web.cue':
          'package web\n\nDesignPattern: {\n\tparameters: {size: int, hosts: [...string]}\n\tresources: app: web: {apiVersion: "v1", kind: "Web", spec: parameters}\n}\n',
      },
    }
    const made = firstGoldenTest('first.example/a', 'first.example/a/web', [
      { name: 'size', kind: 'int' },
      { name: 'hosts', kind: 'list' },
    ])
    const files = { ...module.files, ...made }
    const subject = { module: { digest: 'with test', files }, texts: files }
    const ran = await runGoldenTests(kernel, subject)
    expect(ran).toMatchObject({ ok: true, value: [{ passed: false, file: 'test/simple/results/manifests.yml' }] })
    const actual = ran.ok ? (ran.value[0]?.actual ?? '') : ''
    expect(actual).toContain('size: 1')
    const texts = { ...files, 'test/simple/results/manifests.yml': actual }
    expect(await runGoldenTests(kernel, { ...subject, texts })).toMatchObject({ ok: true, value: [{ passed: true }] })
  })
})

describe('infrastructure', () => {
  it('composes on a condition, keeps groups apart, unites the same id and adds what is deferred', async () => {
    const with_ = await resources(`${web}}}`)
    expect(with_.ok && with_.value.resources.map(({ id }) => id)).toEqual([
      'Config_Shop-config',
      'logging/Config_log',
      'late',
      'service',
      'deployment',
      'helm:operator',
    ])
    const chart = with_.ok ? with_.value.resources.find(({ id }) => id === 'helm:operator') : undefined
    expect(chart?.data['values']).toEqual({ installCRDs: true, webhook: { create: false } })
    expect(with_.ok && with_.value.outputs).toEqual({
      url: 'http://Shop',
      mapName: 'Shop-config',
      'logging/mapName': 'log',
    })
    const without = await resources(`${web}, enableLog: "false"}}`)
    expect(without.ok && without.value.resources.map(({ id }) => id)).not.toContain('logging/Config_log')
  })

  it('gives the same bytes for the same input, in whatever order the adapters are named', async () => {
    const parts = [`${web}}}`, '  - pattern: shop.example/adapters/kube/parts:chart']
    const [one, two] = await Promise.all([resources(parts.join('\n')), resources(parts.toReversed().join('\n'))])
    const data = (answer: typeof one) =>
      answer.ok ? answer.value.resources.map((resource) => emitYaml(resource.data).text).sort() : []
    expect(data(one)).toHaveLength(6)
    expect(data(two)).toEqual(data(one))
    expect(data(await resources(parts.join('\n')))).toEqual(data(one))
  })

  it('follows a leaf through the composite to the line of the QVS Config', async () => {
    const answer = await resources(`${web}, port: "81"}}`)
    const config = answer.ok ? answer.value.resources.find(({ id }) => id === 'Config_Shop-config') : undefined
    const leaf = (key: string) => config?.leaves.find(({ path }) => path.includes(key))?.origins
    expect(leaf('PORT')).toContainEqual(
      expect.objectContaining({
        adapter: 'shop.example/adapters/kube/parts:configMap',
        via: ['shop.example/adapters/kube/web'],
        parameters: [
          expect.objectContaining({
            name: 'data',
            given: 'composite',
            at: expect.objectContaining({ file: 'kube/web/main.cue' }),
            from: [
              expect.objectContaining({
                adapter: 'shop.example/adapters/kube/web',
                name: 'port',
                given: 'config',
                written: { line: 3, column: expect.any(Number), path: 'designPatterns[0].params.port', params: [] },
              }),
            ],
          }),
        ],
      }),
    )
    expect(leaf('apiVersion')).toContainEqual(expect.objectContaining({ schema: true }))
    const service = answer.ok ? answer.value.resources.find(({ id }) => id === 'service') : undefined
    const namespace = service?.leaves.find(({ path }) => path.join('.') === 'metadata.namespace')
    expect(namespace?.origins[0]?.parameters[0]?.written?.params).toEqual(['ns'])
  })
})

describe('what is wrong is told at once, where it is', () => {
  it('unknown names, unfitting values and missing ones of one adapter', async () => {
    const found = await findingsOf(
      '  - {pattern: shop.example/adapters/kube/web, params: {appName: 5, mode: z, prot: "1"}}',
    )
    expect(found.map(({ message }) => message.replace(/ \(declared.*/, ''))).toEqual([
      'shop.example/adapters/kube/web has no parameter "prot"; did you mean port?',
      'parameters.appName: must be a text, not 5',
      'parameters.mode: must be one of "a", "b", not "z"',
      'shop.example/adapters/kube/web needs the parameter "k8sNamespace"',
    ])
    for (const { place } of found) expect(place).toMatchObject({ line: 3 })
  })

  it('two adapters that contradict each other, by both names', async () => {
    const other = 'package other\n\nDesignPattern: resources: app: service: metadata: name: "other"\n'
    const found = await findingsOf(`${web}}}\n  - pattern: shop.example/adapters/kube/other`, [
      changed({ 'kube/other/o.cue': other }),
    ])
    expect(found[0]?.message).toContain(
      'The adapters shop.example/adapters/kube/other and shop.example/adapters/kube/web do not fit together',
    )
    expect(found[0]?.place).toMatchObject({ document: expect.stringMatching(/\.cue$/), line: expect.any(Number) })
    expect(found[0]?.sides).toEqual([
      {
        adapter: 'shop.example/adapters/kube/web',
        entry: { path: 'designPatterns[0].params.appName', line: expect.any(Number), column: expect.any(Number) },
        via: [],
        value: '"Shop"',
        place: { document: 'shop.example/adapters/kube/web/main.cue', line: 90, column: expect.any(Number) },
      },
      {
        adapter: 'shop.example/adapters/kube/other',
        entry: { path: 'designPatterns[1]', line: 4, column: 14 },
        via: [],
        value: '"other"',
        place: { document: 'shop.example/adapters/kube/other/o.cue', line: 3, column: expect.any(Number) },
      },
    ])
  })

  it('a value that is none of those that another adapter leaves to choose from, once', async () => {
    const one =
      'package one\n\nDesignPattern: resources: app: c: data: {size: "small" | "medium" | "large", mode: "a" | "b"}\n'
    const two = 'package two\n\nDesignPattern: resources: app: c: data: {size: "huge", mode: "c"}\n'
    const found = await findingsOf('  - pattern: shop.example/adapters/one\n  - pattern: shop.example/adapters/two', [
      changed({ 'one/o.cue': one, 'two/t.cue': two }),
    ])
    expect(found.map(({ message }) => /c\.data.*?(?= \()/.exec(message)?.[0])).toEqual([
      'c.data.size: conflicting values "huge" and "large", "medium", "small"',
      'c.data.mode: conflicting values "c" and "a", "b"',
    ])
  })

  it('two adapters whose defaults differ, which CUE leaves open', async () => {
    const sized = (name: string, size: string) =>
      `package ${name}\n\nDesignPattern: {\n\tparameters: size: string | *"${size}"\n\tresources: app: c: data: size: parameters.size\n}\n`
    const found = await findingsOf('  - pattern: shop.example/adapters/one\n  - pattern: shop.example/adapters/two', [
      changed({ 'one/o.cue': sized('one', '1'), 'two/t.cue': sized('two', '2') }),
    ])
    expect(found).toHaveLength(1)
    expect(found[0]?.code).toBe('adapter-conflict')
    expect(found[0]?.message).toContain(
      'c.data.size has the default "1" in shop.example/adapters/one and "2" in shop.example/adapters/two',
    )
    expect(found[0]?.sides?.map(({ adapter, value }) => [adapter, value])).toEqual([
      ['shop.example/adapters/one', '"1"'],
      ['shop.example/adapters/two', '"2"'],
    ])
  })

  it('a package that is not there, all imports that are not, a cycle, a broken file', async () => {
    const modules = [
      changed({
        'a/a.cue': 'package a\n\nimport "shop.example/adapters/b"\n\nDesignPattern: parameters: x: b.y\n',
        'b/b.cue': 'package b\n\nimport "shop.example/adapters/a"\n\ny: a.DesignPattern\n',
        'c/c.cue': 'package c\n\nimport "gone.example/x"\n\nDesignPattern: parameters: x: x.y\n',
        'c/more.cue': 'package c\n\nimport "shop.example/adapters/gone"\n\n_more: gone.y\n',
        'd/d.cue': 'package d\n\nDesignPattern: {\n',
      }),
    ]
    const names = ['kube/wep', 'a', 'c', 'd', 'base', 'kube/parts:confgMap']
    const found = await findingsOf(
      names.map((name) => `  - pattern: shop.example/adapters/${name}`).join('\n'),
      modules,
    )
    const said = found.map(({ message }) => message)
    expect(said).toEqual([
      expect.stringContaining('did you mean shop.example/adapters/kube/web?'),
      expect.stringContaining(
        'import cycle: shop.example/adapters/a -> shop.example/adapters/b -> shop.example/adapters/a',
      ),
      expect.stringContaining('cannot find package "gone.example/x"'),
      expect.stringContaining('cannot find package "shop.example/adapters/gone"'),
      expect.stringContaining(`expected '}'`),
      expect.stringContaining('has no field DesignPattern'),
      expect.stringContaining('the directory holds the packages chart, configMap, not confgMap'),
    ])
    expect(found.map(({ place }) => place.document ?? 'the QVS Config')).toEqual([
      'the QVS Config',
      'shop.example/adapters/b/b.cue',
      'shop.example/adapters/c/c.cue',
      'shop.example/adapters/c/more.cue',
      'shop.example/adapters/d/d.cue',
      'the QVS Config',
      'the QVS Config',
    ])
  })
})

describe('workflows', () => {
  const all = (options: string) =>
    `  - {pattern: shop.example/adapters/pipeline/deploy:all, pipelineParams: {${options}}}`

  it('run a task of another environment nowhere else', async () => {
    const names = async (env?: string) =>
      (await pipelines(all('image: a'), env)).pipelines
        .find(({ metadata }) => metadata.name === 'shop-deploy')
        ?.spec.tasks.map(({ name }) => name)
    expect(await names('production')).toContain('apply')
    expect(await names('staging')).not.toContain('apply')
    expect(await names()).toContain('apply')
  })

  it('take the same adapter twice with different options', async () => {
    const { pipelines: made, tasks, findings } = await pipelines(`${all('image: api')}\n${all('image: worker')}`)
    expect(findings).toEqual([])
    const build = made.find(({ metadata }) => metadata.name === 'shop-build')
    expect(build?.spec.tasks.map(({ name }) => name)).toEqual(['checkout', 'api-build', 'worker-build'])
    expect(build?.spec.params?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['apiImageTag', 'workerImageTag', 'gitRevision']),
    )
    expect(build?.spec.params?.map(({ name }) => name)).not.toContain('expected')
    expect(tasks.map(({ metadata }) => metadata.name)).toContain('shop-api-buildkit')
  })

  it('hang a task on one that another adapter brings, or say that it is missing', async () => {
    const crd = '  - pattern: shop.example/adapters/pipeline/deploy:crd'
    const together = await pipelines(`${all('image: a')}\n${crd}`)
    expect(together.findings).toEqual([])
    const alone = await pipelines(crd)
    expect(alone.findings[0]).toMatchObject({ code: 'unknown-task', args: { task: 'checkout', stage: 'deploy' } })
  })

  it('name both adapters when two Tasks of one name differ, at the line that brings in the second', async () => {
    const other =
      'package other\n\nimport "shop.example/adapters/pipeline/tasks:checkout"\n\nDesignPattern: pipelines: extra: tasks: c: checkout.#Builder & {params: more: desc: "x"}\n'
    const { config } = parseQvsConfig(
      `designPatterns:\n${all('image: a')}\n  - pattern: shop.example/adapters/pipeline/other\n`,
    )
    const answer = await compilePipelines(kernel, {
      config,
      modules: [changed({ 'pipeline/other/o.cue': other })],
      prefix: 'shop',
    })
    expect(answer.ok && answer.value.findings[0]).toMatchObject({
      code: 'task-collision',
      args: {
        name: 'shop-git-checkout',
        adapters: 'shop.example/adapters/pipeline/deploy:all, shop.example/adapters/pipeline/other',
      },
      place: { line: 3, column: 14 },
    })
  })
})
