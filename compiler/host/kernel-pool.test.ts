import { afterAll, describe, expect, it } from 'vitest'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { builtinModuleDirectory, readModule } from './builtin-module.ts'
import { createKernelPool } from './kernel-pool.ts'

const pool = await createKernelPool()
const kernel = pool.forProject('tests')
afterAll(() => pool.close())

function moduleOf(files: Readonly<Record<string, string>>, path = 'example.com/m'): ModuleSources {
  const all = { 'cue.mod/module.cue': `module: "${path}"\n`, ...files }
  return { digest: sourcesDigest(all), files: all }
}

function use(
  pattern: string,
  params: Readonly<Record<string, unknown>> = {},
  pipelineParams: Readonly<Record<string, unknown>> = {},
) {
  return { pattern: `example.com/m/${pattern}`, params, pipelineParams }
}

async function resources(files: Readonly<Record<string, string>>, ...patterns: ReturnType<typeof use>[]) {
  const answer = await kernel.compileInfrastructure({ modules: [moduleOf(files)], patterns })
  return answer.ok ? Object.fromEntries(answer.value.resources.map(({ id, data }) => [id, data])) : answer.error
}

async function failure(files: Readonly<Record<string, string>>, ...patterns: ReturnType<typeof use>[]) {
  const answer = await kernel.compileInfrastructure({ modules: [moduleOf(files)], patterns })
  if (answer.ok) throw new Error('It was expected to fail')
  return answer.error
}

describe('describing', () => {
  it('finds every package with a pattern, and no other', async () => {
    const pattern = (name: string) => `package ${name}\nDesignPattern: {name: "${name}", parameters: {}}\n`
    const files = {
      'a/a.cue': pattern('a'),
      'b/one.cue': pattern('one'),
      'b/two.cue': pattern('two'),
      'c/c.cue': 'package c\nx: 1\n',
      // What adapters are made of.
      'base/b.cue': 'package base\nDesignPattern: {name: string | *"", parameters: {...}, resources: app: {...}}\n',
    }
    const answer = await kernel.describe({ modules: [moduleOf(files)] })
    if (!answer.ok) throw new Error(answer.error.message)
    expect(answer.value.adapters.map(({ id }) => id.replace('example.com/m/', ''))).toEqual(['a', 'b:one', 'b:two'])
  })

  it('is told what texts begin and end with as a pattern', async () => {
    const source = `package a

import "strings"

DesignPattern: parameters: {
	subdomain: strings.HasSuffix(".")
	version: strings.HasPrefix("MYSQL_") | *"MYSQL_8_0"
}
`
    const answer = await kernel.describe({ modules: [moduleOf({ 'a/a.cue': source })] })
    expect(answer.ok ? answer.value.adapters[0]?.parameters : []).toMatchObject([
      { name: 'subdomain', pattern: '\\.$', required: true },
      { name: 'version', pattern: '^MYSQL_', default: 'MYSQL_8_0' },
    ])
  })

  it('reads types, bounds, choices, defaults and documentation from the constraints', async () => {
    const source = `package a
DesignPattern: parameters: {
	// How many.
	// At most ten.
	count: int & >=1 & <=10 | *2
	level: "low" | *"high"
	name:  =~"^[a-z]+$"
	ratio?: number & >0
	flag: "true" | "false" | *"true"
	size: string & =~"^[0-9]+Mi$" | *"1Mi" @form(format=quantity)
	tags: [...string]
	labels: [string]: string
	owner: {name: string, mail?: string}
	share: number & >0.5 & <1 | *0.75
	half: int & >0.5 & <4.5 | *1
	token: {key: string, version?: string}
	#resourceId: x: "y"
	_hidden: 1
}
`
    const answer = await kernel.describe({ modules: [moduleOf({ 'a/a.cue': source })] })
    const fields = answer.ok ? (answer.value.adapters[0]?.parameters ?? []) : []
    const short = fields
    expect(short.map(({ name }) => name)).toEqual([
      'count',
      'level',
      'name',
      'ratio',
      'flag',
      'size',
      'tags',
      'labels',
      'owner',
      'share',
      'half',
      'token',
    ])
    expect(short[0]).toMatchObject({
      name: 'count',
      kind: 'int',
      required: false,
      default: 2,
      minimum: 1,
      maximum: 10,
      doc: 'How many.\nAt most ten.',
    })
    expect(short[1]).toMatchObject({
      name: 'level',
      kind: 'string',
      required: false,
      default: 'high',
      enum: ['low', 'high'],
      doc: '',
    })
    expect(short[2]).toMatchObject({ name: 'name', kind: 'string', required: true, pattern: '^[a-z]+$', doc: '' })
    expect(short[3]).toMatchObject({ kind: 'number', required: false, above: 0 })
    expect(short[3]).not.toHaveProperty('minimum')
    expect(short[4]).toMatchObject({ format: 'boolean', enum: ['true', 'false'] })
    expect(short[5]).toMatchObject({ format: 'quantity', pattern: '^[0-9]+Mi$', default: '1Mi' })
    expect(short[6]).toMatchObject({ kind: 'list', required: false, item: { kind: 'string' } })
    expect(short[7]).toMatchObject({ kind: 'map', required: false, item: { kind: 'string' } })
    expect(short[8]).toMatchObject({
      kind: 'struct',
      required: true,
      fields: [
        { name: 'name', required: true },
        { name: 'mail', required: false },
      ],
    })
    expect(short[9]).toMatchObject({ kind: 'number', above: 0.5, below: 1 })
    expect(short[10]).toMatchObject({ kind: 'int', minimum: 1, maximum: 4 })
    expect(short[11]).toMatchObject({ kind: 'secret', required: true })
    expect(fields[0]?.position).toEqual({ module: 'example.com/m', file: 'a/a.cue', line: 5, column: 2 })
  })

  it('reports a broken adapter beside the others', async () => {
    const answer = await kernel.describe({
      modules: [
        moduleOf({
          'a/a.cue': 'package a\nDesignPattern: {}\n',
          'b/b.cue': 'package b\nDesignPattern: {x: 1 & 2}\nDesignPattern: {\n',
        }),
      ],
    })
    const adapters = answer.ok ? answer.value.adapters : []
    expect(adapters.map(({ id, errors }) => [id, errors.length > 0])).toEqual([
      ['example.com/m/a', false],
      ['example.com/m/b', true],
    ])
    expect(adapters[1]?.errors[0]?.positions[0]).toMatchObject({ file: 'b/b.cue' })
  })
})

describe('the language of adapters', () => {
  it('accepts list addition and repetition of old CUE, chains and nested lists included', async () => {
    const source = `package a
DesignPattern: {
	parameters: {more: [...string], extra: [...string]}
	resources: app: r: {list: parameters.more + parameters.extra + ["c"] + [["d"] + ["e"]], twice: 2 * ["x"]}
}
`
    expect(await resources({ 'a/a.cue': source }, use('a', { more: ['a'], extra: ['b'] }))).toEqual({
      r: { list: ['a', 'b', 'c', ['d', 'e']], twice: ['x', 'x'] },
    })
  })

  it('finds packages by name in one directory, and vendored ones', async () => {
    const files = {
      'd/one.cue': 'package one\nimport "vendor.example/v/x:lib"\nDesignPattern: resources: app: r: v: lib.value\n',
      'd/two.cue': 'package two\nDesignPattern: resources: app: r: w: 2\n',
      'cue.mod/pkg/vendor.example/v/x/lib.cue': 'package lib\nvalue: 1\n',
    }
    expect(await resources(files, use('d:one'), use('d:two '))).toEqual({ r: { v: 1, w: 2 } })
  })

  it('unites composites: same id, conditions, groups and deferred parts', async () => {
    const files = {
      'child/c.cue': `package child
DesignPattern: {
	parameters: {size: string, extra: string | *"no"}
	resources: app: {
		base: {size: parameters.size, kind: "Base"}
		if parameters.extra == "yes" {more: kind: "More"}
	}
}
`,
      'parent/p.cue': `package parent
import "example.com/m/child"
DesignPattern: {
	parameters: {size: string, isolated: string | *"true"}
	composites: [
		{pattern: child.DesignPattern, params: {size: parameters.size, extra: "yes"}},
		if parameters.isolated == "true" {pattern: child.DesignPattern, params: size: "own", group: "g"},
	]
	resources: app: base: added: 1
	defer: app: late: from: parameters.size
}
`,
    }
    expect(await resources(files, use('parent', { size: 'big' }))).toEqual({
      base: { size: 'big', kind: 'Base', added: 1 },
      more: { kind: 'More' },
      'g/base': { size: 'own', kind: 'Base' },
      late: { from: 'big' },
    })
  })

  it('compiles pipelines while the infrastructure stays open', async () => {
    const source = `package a
#Task: {id: string, name: string, appconfigParams: [...string], params: [string]: {desc: string | *"", default: string, prefix: bool | *false}
	results: [string]: {description: string | *""}, input: {constParams: [string]: _, ...}, runAfter: [...string], when: [...], steps: [...], ...}
DesignPattern: {
	parameters: {needed: string, mode: string | *"fast"}
	pipelineParameters: {loud: bool | *false}
	resources: app: r: x: parameters.needed
	pipelines: main: {
		tasks: {
			first: #Task & {name: "f", results: out: description: "Outcome", steps: [{name: "s", script: "true"}]
				appconfigParams: [...string]
				params: {for name in appconfigParams {"\\(name)": desc: "from the config"}}}
			if parameters.mode == "fast" {
				second: #Task & {name: "s", params: {given: {}, free: default: "1"}, input: constParams: given: tasks.first.results.out
					when: [{input: params.free, operator: "in", values: ["1"]}], runAfter: ["first"], steps: [{name: "s", script: "true"}]}
			}
		}
		results: tasks.first.results
	}
}
`
    const answer = await kernel.compilePipelines({
      modules: [moduleOf({ 'a/a.cue': source })],
      patterns: [use('a')],
      appconfigParams: ['env'],
    })
    if (!answer.ok) throw new Error(answer.error.message)
    const [stage] = answer.value.stages
    expect(stage?.results).toEqual([
      {
        name: 'out',
        description: 'Outcome',
        value: { result: ['first', 'out'] },
        adapters: ['example.com/m/a'],
        leaves: [],
      },
    ])
    expect(stage?.tasks[0]).toMatchObject({
      id: 'first',
      usesAppParams: true,
      params: [{ name: 'env', description: 'from the config' }],
    })
    expect(stage?.tasks[1]).toMatchObject({
      constParams: [{ name: 'given', value: { result: ['first', 'out'] } }],
      when: [{ input: { param: ['second', 'free'] }, operator: 'in', values: ['1'] }],
    })
  })
})

describe('errors', () => {
  it('say file, line and column of a syntax error', async () => {
    const { findings, code } = await failure({ 'a/a.cue': 'package a\n\nDesignPattern: {\n' }, use('a'))
    expect(code).toBe('compile-failed')
    expect(findings?.[0]?.place).toMatchObject({ document: 'example.com/m/a/a.cue', line: 3, column: 18 })
  })

  it('name both adapters of a conflict and both places', async () => {
    const files = {
      'a/a.cue': 'package a\nDesignPattern: resources: app: r: size: 1\n',
      'b/b.cue': 'package b\nDesignPattern: resources: app: r: size: 2\n',
    }
    const error = await failure(files, use('a'), use('b'))
    expect(error.message).toContain('example.com/m/a and example.com/m/b')
    expect(error.findings?.[0]).toMatchObject({
      code: 'adapter-conflict',
      args: { path: expect.stringContaining('size') },
    })
    expect(error.findings?.[0]?.message).toContain('b/b.cue:2')
  })

  it('name a missing required parameter', async () => {
    const error = await failure(
      { 'a/a.cue': 'package a\nDesignPattern: {parameters: size: string, resources: app: r: size: parameters.size}\n' },
      use('a'),
    )
    expect(error.findings?.[0]).toMatchObject({ code: 'adapter-missing-parameter', place: { path: 'params.size' } })
  })

  it('refuse names that an adapter does not have', async () => {
    const error = await failure(
      { 'a/a.cue': 'package a\nDesignPattern: parameters: size: string | *"1"\n' },
      use('a', { sice: 1 }, { fast: true }),
    )
    expect(error.message).toContain('"sice"')
  })

  it('say why a package, a module or a field is not there', async () => {
    const files = {
      'a/a.cue': 'package a\nimport "example.com/m/b"\nDesignPattern: x: b.y\n',
      'c/c.cue': 'package c\nx: 1\n',
    }
    expect((await failure(files, use('a'))).message).toContain('has no CUE files in the directory b')
    expect((await failure(files, use('c'))).message).toContain('has no field DesignPattern')
    expect((await failure(files, { ...use('c'), pattern: 'other.example/x' })).message).toContain(
      'none of the modules has it: example.com/m',
    )
    expect((await failure(files, { ...use('c'), pattern: 'strings' })).message).toContain('not an import path')
  })

  it('name the packages of an import cycle', async () => {
    const files = {
      'a/a.cue': 'package a\nimport "example.com/m/b"\nDesignPattern: x: b.y\ny: 1\n',
      'b/b.cue': 'package b\nimport "example.com/m/a"\ny: a.y\n',
    }
    expect((await failure(files, use('a'))).message).toContain('example.com/m/a -> example.com/m/b -> example.com/m/a')
  })
})

describe('provenance', () => {
  it('leads from a leaf over the composite to the QVS Config', async () => {
    const module = await readModule(builtinModuleDirectory)
    const params = { appName: 'shop', k8sNamespace: 'n', imageDigest: `sha256:${'0'.repeat(64)}`, env: { A: 'b' } }
    const answer = await kernel.compileInfrastructure({
      modules: [module],
      patterns: [{ pattern: 'linewright.dev/adapters/local/service', params, pipelineParams: {} }],
    })
    const deployment = answer.ok ? answer.value.resources.find(({ id }) => id === 'KubernetesDeployment') : undefined
    const originsAt = (...path: (string | number)[]) =>
      deployment?.leaves.find((leaf) => JSON.stringify(leaf.path) === JSON.stringify(path))?.origins ?? []
    const [name] = originsAt('metadata', 'name')
    expect(name).toMatchObject({
      adapter: 'linewright.dev/adapters/kubernetes/service',
      via: ['linewright.dev/adapters/local/service'],
      position: { file: 'kubernetes/service/service.cue' },
      schema: false,
      parameters: [
        {
          name: 'appName',
          given: 'composite',
          at: { file: 'local/service/service.cue' },
          from: [
            { adapter: 'linewright.dev/adapters/local/service', name: 'appName', given: 'config', config: 0, from: [] },
          ],
        },
      ],
    })
    const grace = originsAt('spec', 'template', 'spec', 'terminationGracePeriodSeconds')
    expect(grace[0]?.parameters.map((parameter) => parameter.name)).toEqual(['shutdownTimeout'])
    const env = originsAt('spec', 'template', 'spec', 'containers', 0, 'env', 2, 'value')
    expect(env[0]?.parameters[0]?.from[0]).toMatchObject({ name: 'env', given: 'config' })
    expect(originsAt('kind')[0]).toMatchObject({ parameters: [], schema: false })
  })
})
