import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// Forms that modules written elsewhere use and that the fixture `shop` lacks.
let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('odd')
})
afterAll(() => pool.close())

function moduleOf(files: Readonly<Record<string, string>>): ModuleSources {
  const all = { 'cue.mod/module.cue': 'module: "odd.example/adapters"\n', ...files }
  return { digest: JSON.stringify(all), files: all }
}

async function stagesOf(module: ModuleSources, ...patterns: string[]) {
  const entries = patterns.map((pattern) => `  - pattern: odd.example/adapters/${pattern}`)
  const { config } = parseQvsConfig(`designPatterns:\n${entries.join('\n')}\n`)
  return compilePipelines(kernel, { config, modules: [module], prefix: 'odd' })
}

const builder = `package builder

#Builder: {
	name: string
	prefix: string | *""
	input: {phase: "setup" | "app" | *"", ...}
	runAfter: [...string]
	results: [string]: description: string | *""
	params: [string]: {desc: string | *""}
	steps: [{name: "run", image: "alpine"}]
	...
}
`
const refer = `package refer

import "odd.example/adapters/builder"

DesignPattern: pipelines: deploy: {
	tasks: refer: builder.#Builder & {name: "refer", results: {url: _, ip: _}}
	results: tasks["refer"].results
}
`

describe('workflows', () => {
  it('add a result to a stage whose results are those of another task as a whole', async () => {
    const more = `package more

import (
	"odd.example/adapters/builder"
	"odd.example/adapters/refer"
)

DesignPattern: {
	composites: [{pattern: refer.DesignPattern, params: {}}]
	pipelines: deploy: {
		tasks: check: builder.#Builder & {name: "check", runAfter: ["refer"], results: status: _}
		results: status: tasks["check"].results.status
	}
}
`
    const module = moduleOf({ 'builder/b.cue': builder, 'refer/r.cue': refer, 'more/m.cue': more })
    const answer = await stagesOf(module, 'more')
    if (!answer.ok) throw new Error(answer.error.message)
    expect(answer.value.pipelines[0]?.spec.results?.map(({ name, value }) => [name, value])).toEqual([
      ['status', '$(tasks.check.results.status)'],
      ['url', '$(tasks.refer.results.url)'],
      ['ip', '$(tasks.refer.results.ip)'],
    ])
  })

  it('refuse one result of a stage that two tasks give', async () => {
    const other = refer.replace('package refer', 'package other').replaceAll('refer', 'other')
    const module = moduleOf({ 'builder/b.cue': builder, 'refer/r.cue': refer, 'other/o.cue': other })
    const answer = await stagesOf(module, 'refer', 'other')
    const findings = answer.ok ? [] : (answer.error.findings ?? [])
    expect(findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('conflicting values other/ip and refer/ip (results of two tasks)'),
    )
    expect(findings[0]?.place).toMatchObject({ document: expect.stringMatching(/\.cue$/), line: expect.any(Number) })
  })

  it('are described with the approvals that stand in the Pipeline', async () => {
    const release = `package release

DesignPattern: pipelines: deploy: tasks: {
	preview: {name: "preview", approvalRequired: true}
	apply: {name: "apply", runAfter: ["preview"]}
}
`
    const module = { name: 'odd.example/adapters', revision: 'v1', sources: moduleOf({ 'release/r.cue': release }) }
    const described = await describeAdapters(kernel, [module])
    const [stage] = described.ok ? (described.value[0]?.stages ?? []) : []
    expect(stage).toMatchObject({
      tasks: ['preview', 'approval-preview', 'apply'],
      after: { 'approval-preview': ['preview'], apply: ['approval-preview'] },
    })
  })

  it('do not name a Task when its prefix is left open', async () => {
    const open = `package open

import "odd.example/adapters/builder"

DesignPattern: {
	pipelineParameters: phase: string | *"app"
	pipelines: deploy: tasks: run: builder.#Builder & {
		name: "run"
		prefix: input.phase
		input: phase: pipelineParameters.phase
	}
}
`
    const answer = await stagesOf(moduleOf({ 'builder/b.cue': builder, 'open/o.cue': open }), 'open')
    expect(answer.ok ? '' : answer.error.findings?.[0]?.message).toContain('prefix: incomplete value')
  })
})

describe('an author', () => {
  it('is told contradictions that no parameter can put right, and nothing of values that only lack', async () => {
    const note = (more: string) =>
      moduleOf({
        'note/note.cue': `package note

DesignPattern: {
	parameters: text: string
	resources: app: note: {apiVersion: "v1", kind: "ConfigMap", metadata: name: parameters.text, data: text: parameters.text}
}
${more}`,
      })
    const errorsOf = async (module: ModuleSources) => {
      const answer = await kernel.describe({ modules: [module], validate: true })
      return answer.ok ? answer.value.adapters.flatMap(({ errors }) => errors) : []
    }
    expect(await errorsOf(note(''))).toEqual([])
    const [found] = await errorsOf(note('DesignPattern: resources: app: note: data: text: 5\n'))
    expect(found?.message).toContain('conflicting values')
    expect(found?.positions).toContainEqual(expect.objectContaining({ file: 'note/note.cue' }))
  })

  it('is not told of a pointer in a schema while what it would hold waits for a parameter', async () => {
    const module = moduleOf({
      'store/s.cue': `package store

#Spec: provider?: null | #Provider
#Provider: url?: null | #Url
#Url: host: string

DesignPattern: {
	parameters: {vault: string, name: string | *"v"}
	resources: app: store: {kind: "Store", spec: #Spec & {provider: url: host: "\\(parameters.vault).example"}}
}
`,
    })
    const { config } = parseQvsConfig('designPatterns:\n  - pattern: odd.example/adapters/store\n')
    const made = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    expect(made).toMatchObject({ ok: false, error: { findings: [{ code: 'adapter-missing-parameter' }] } })
  })

  it('has a file formatted, or told why it cannot be read', async () => {
    const made = await kernel.format({ file: 'a.cue', text: 'package a\n\nx:   {y:1}\n' })
    expect(made.ok && made.value.text).toBe('package a\n\nx: {y: 1}\n')
    const broken = await kernel.format({ file: 'a.cue', text: 'package a\n\nx: {\n' })
    expect(broken.ok ? undefined : broken.error.findings?.[0]?.place).toMatchObject({ document: '/a.cue', line: 3 })
  })
})

describe('packages', () => {
  const deep = `package deep

DesignPattern: {
	parameters: {
		tags: {[string]: string} | *{}
		hosts: [...string] | *[]
		names!: [...string]
	}
	resources: app: cm: {apiVersion: "v1", kind: "ConfigMap", metadata: name: _name}
}
`
  const module = moduleOf({
    'kube/common.cue': 'package deep\n\n_name: "from-above"\n',
    'kube/deep/main.cue': deep,
    'kube/deep/main_tool.cue': 'package deep\n\nimport "tool/exec"\n\ncommand: x: exec.Run & {cmd: "true"}\n',
  })

  it('have what the folders above say under their name, and not what is for commands of CUE', async () => {
    const { config } = parseQvsConfig(
      'designPatterns: [{pattern: odd.example/adapters/kube/deep, params: {names: [a]}}]',
    )
    const answer = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    expect(answer.ok && answer.value.resources[0]?.data['metadata']).toEqual({ name: 'from-above' })
  })

  it('declare lists and maps beside a default, and fields that are required', async () => {
    const answer = await kernel.describe({ modules: [module] })
    const parameters = answer.ok ? answer.value.adapters[0]?.parameters : []
    expect(parameters?.map(({ name, kind, item, required }) => [name, kind, item?.kind, required])).toEqual([
      ['tags', 'map', 'string', false],
      ['hosts', 'list', 'string', false],
      ['names', 'list', 'string', true],
    ])
  })
})

describe('dependencies that a module declares for the registry of CUE', () => {
  it('are told with both ways out', async () => {
    const files = {
      'cue.mod/module.cue':
        'module: "odd.example/adapters@v0"\nlanguage: version: "v0.9.0"\ndeps: "other.example/lib@v1": {v: "v1.2.3", default: true}\n',
      'api/api.cue': 'package api\n\nimport "other.example/lib/base"\n\nDesignPattern: resources: app: a: base.a\n',
    }
    const answer = await kernel.compileInfrastructure({
      modules: [{ digest: 'deps', files }],
      patterns: [{ pattern: 'odd.example/adapters/api', params: {}, pipelineParams: {} }],
    })
    expect(answer.ok ? {} : answer.error).toMatchObject({
      message: expect.stringContaining('name other.example/lib with the revision v1.2.3 under modules'),
      place: { document: 'odd.example/adapters/api/api.cue', line: 3 },
    })
  })
})

describe('templates with fields that their users fill in', () => {
  const template = `package template

import "strconv"

workload: {
	#name: string
	#container: {port: string, env?: [...{name: string}], ...}
	kind: "Workload"
	apiVersion: "example.com/v1"
	metadata: name: #name
	let _port = strconv.Atoi(#container.port)
	spec: {
		port: _port
		if #container.env != _|_ {
			names: [for one in #container.env {one.name}]
		}
	}
}
`
  const api = `package api

import "odd.example/adapters/template"

DesignPattern: {
	parameters: {
		appName: string
		port:    string
		surge:   string | *"1"
		env?: [...{name: string}]
		if surge == "0" {
			_error: "surge must not be 0"
			error:  _error & !=_error
		}
	}
	resources: app: api: template.workload & {
		#name: parameters.appName
		#container: {
			port: parameters.port
			env:  parameters.env
		}
	}
}
`
  const module = moduleOf({ 'template/t.cue': template, 'api/api.cue': api })
  async function resourcesOf(params: string) {
    const { config } = parseQvsConfig(`designPatterns:
  - pattern: odd.example/adapters/api
    params:
${params.replaceAll(/^/gm, '      ')}
`)
    return compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
  }

  it('lead every line to the parameter that fills them', async () => {
    const answer = await resourcesOf('appName: shop\nport: "80"\nenv: [{name: A}]')
    if (!answer.ok) throw new Error(answer.error.message)
    const chain = (path: string) =>
      answer.value.resources[0]?.leaves
        .find((leaf) => leaf.path.join('.') === path)
        ?.origins.map(({ position, parameters }) =>
          [position?.file ?? '', ...parameters.map(({ name, written }) => `${name}:${written?.line}`)].join(' '),
        )
    expect(chain('metadata.name')).toEqual(['template/t.cue', 'api/api.cue appName:4'])
    expect(chain('spec.port')).toEqual(['template/t.cue', 'api/api.cue port:5'])
    expect(chain('spec.names.0')).toEqual(['template/t.cue', 'api/api.cue env:6'])
    expect(chain('kind')).toEqual(['template/t.cue'])
  })

  it('lead an error inside them to the value that causes it', async () => {
    const answer = await resourcesOf('appName: shop\nport: "none"')
    expect(answer.ok ? [] : answer.error.findings).toMatchObject([
      { code: 'adapter-parameter', place: { line: 5, parameter: 'port' } },
    ])
    expect(answer.ok ? '' : answer.error.message).toContain('strconv.Atoi: parsing "none": invalid syntax')
  })

  it('say in the words of the adapter why it does not take values together', async () => {
    const answer = await resourcesOf('appName: shop\nport: "80"\nsurge: "0"')
    expect(answer.ok ? [] : answer.error.findings).toMatchObject([{ code: 'adapter-refused', place: { line: 2 } }])
    expect(answer.ok ? '' : answer.error.message).toContain(
      'odd.example/adapters/api does not take these values: surge must not be 0',
    )
  })

  it('cannot read files of the machine', async () => {
    const reads = `package reads

import "tool/file"

DesignPattern: resources: app: x: file.Read & {filename: "/etc/hostname"}
`
    const answer = await kernel.compileInfrastructure({
      modules: [moduleOf({ 'reads/r.cue': reads })],
      patterns: [{ pattern: 'odd.example/adapters/reads', params: {}, pipelineParams: {} }],
    })
    expect(answer.ok ? '' : answer.error.message).toContain('adapters are evaluated without files')
  })
})

it('bytes are the text that they are for Pulumi, and base64 in Kubernetes objects', async () => {
  const rules = `package rules

DesignPattern: resources: app: {
	rule: {provider: "pulumi-yaml", type: "odd:Rule", properties: {from: '*', ports: [{range: '1-9', n: 1234567.25}]}}
	secret: {apiVersion: "v1", kind: "Secret", metadata: name: "s", data: key: '*'}
}
`
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: odd.example/adapters/rules\n')
  const modules = [moduleOf({ 'rules/r.cue': rules })]
  const infra = await compileResources(kernel, { config, modules, values: {}, secrets: {} })
  if (!infra.ok) throw new Error(JSON.stringify(infra.error))
  expect(Object.fromEntries(infra.value.resources.map(({ id, data }) => [id, data]))).toMatchObject({
    rule: { properties: { from: '*', ports: [{ range: '1-9', n: 1234567.25 }] } },
    secret: { data: { key: 'Kg==' } },
  })
})

it('what only the README says about an adapter and its parameters is told of them', async () => {
  const site = 'package site\n\nDesignPattern: parameters: {\n\t// Written here.\n\tport: string\n\thost: string\n}\n'
  const readme =
    '# Site\n\nServes pages.\n\n| Parameter Name | Description |\n|--|--|\n| port | Not told |\n| host | Where it is |\n'
  const sources = moduleOf({ 'site/s.cue': site, 'site/README.md': readme })
  const described = await describeAdapters(kernel, [{ name: 'odd', revision: 'x', sources }])
  if (!described.ok) throw new Error(JSON.stringify(described.error))
  expect(described.value).toMatchObject([
    {
      description: 'Serves pages.',
      readmeFile: 'odd.example/adapters/site/README.md',
      parameters: [
        { name: 'port', doc: 'Written here.' },
        { name: 'host', doc: 'Where it is' },
      ],
    },
  ])
})

it('asks for lists that have to hold something', async () => {
  const web = `package web

DesignPattern: parameters: {
	hosts: [string, ...string]
	ports: [int, ...int] | *[80]
	zones: [...string]
	both: ["a", "b"]
}
`
  const module = moduleOf({ 'web/web.cue': web })
  const described = await describeAdapters(kernel, [{ name: 'odd', revision: 'x', sources: module }])
  if (!described.ok) throw new Error(JSON.stringify(described.error))
  expect(described.value[0]?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ['hosts', true],
    ['ports', false],
    ['zones', false],
    ['both', false],
  ])
})
