import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// Sources that the evaluator stumbled over, reduced to a minimum.
let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('stumbling')
})
afterAll(() => pool.close())

function moduleOf(files: Readonly<Record<string, string>>): ModuleSources {
  const all = { 'cue.mod/module.cue': 'module: "odd.example/adapters"\n', ...files }
  return { digest: JSON.stringify(all), files: all }
}

async function stagesOf(module: ModuleSources, patterns: readonly string[]) {
  const entries = patterns.map((pattern) => `  - pattern: odd.example/adapters/${pattern}`)
  const { config } = parseQvsConfig(`designPatterns:\n${entries.join('\n')}\n`)
  return compilePipelines(kernel, { config, modules: [module], prefix: 'odd' })
}

describe('an adapter without a workflow', () => {
  it('stands beside one whose tasks are closed', async () => {
    const base = `package base

DesignPattern: {
	parameters: {...}
	composites?: [...{pattern: _, params: {...}, group?: string}]
	group: string | *""
	resources?: {...}
	pipelines?: {...}
	...
}
`
    const logs = `package logs

import "odd.example/adapters/base"

DesignPattern: base.DesignPattern & {
	parameters: name: string
	resources: app: log: metadata: name: parameters.name
}
`
    const service = `package service

import (
	"odd.example/adapters/base"
	"odd.example/adapters/logs"
)

DesignPattern: base.DesignPattern & {
	composites: [
		{pattern: logs.DesignPattern, params: name: "a"},
		{pattern: logs.DesignPattern, params: {name: "b"}, group: "one"},
		{pattern: logs.DesignPattern, params: {name: "c"}, group: "two"},
	]
}
`
    const deploy = `package deploy

import "odd.example/adapters/base"

#Param: {desc: string | *"", default?: string, prefix: bool | *false}
#Result: {description: string | *""}
#Task: {
	id:     string
	name:   string
	params: [string]: #Param
	runAfter: [...string]
	steps: [{image: "alpine", script: "true"}]
	when?: [...{input: string | #Param | #Result, operator: "in" | "notin", values: [...string]}]
	appconfigParams: [...string]
	input: {constParams: {[string]: string | #Result}, ...}
	results: [string]: #Result
}
#Check: B=#Task & {
	name: "check"
	params: {
		status: {desc: "Status", default: "Healthy"}
		for p in B.appconfigParams {(p): desc: "Parameter used in QVS Config"}
	}
}
DesignPattern: base.DesignPattern & {
	pipelines: release: {
		tasks: {
			"build": #Task & {name: "build", params: tag: desc: "Tag", results: image: {}}
			"check": #Check & {
				input: constParams: status: tasks["build"].results.image
				when: [{input: tasks["build"].results.image, operator: "notin", values: [""]}]
			}
		}
		results: image: tasks["build"].results.image
	}
}
`
    const module = moduleOf({
      'base/b.cue': base,
      'logs/l.cue': logs,
      'service/s.cue': service,
      'deploy/d.cue': deploy,
    })
    for (const patterns of [
      ['service', 'deploy'],
      ['deploy', 'service'],
    ]) {
      const answer = await stagesOf(module, patterns)
      if (!answer.ok) throw new Error(answer.error.message)
      expect(answer.value.pipelines[0]?.spec.tasks[1]?.when?.[0]?.input).toBe('$(tasks.build.results.image)')
    }
  })
})

describe('closed resources', () => {
  it('stand beside adapters that bring none or the same, in any order, with the same answer', async () => {
    const module = moduleOf({
      'base/b.cue': `package base

#Param: {desc: string | *"", default?: string}
#Resource: {
	apiVersion: "v1"
	kind:       string
	metadata: {name: string, labels?: [string]: string}
	data?: [string]: string | #Param
	when?: [...{input: string | #Param, values: [...string]}]
}
#Map: B=#Resource & {
	kind: "ConfigMap"
	data: {for p in ["a", "b"] {(p): B.metadata.name}}
}
DesignPattern: {
	parameters: {...}
	composites?: [...{pattern: _, params: {...}, group?: string}]
	group: string | *""
	resources?: {...}
	pipelines?: {...}
	...
}
`,
      'maps/m.cue': `package maps

import "odd.example/adapters/base"

DesignPattern: {
	resources: app: {
		one: base.#Map & {metadata: name: "one"}
		two: base.#Map & {metadata: name: resources.app.one.data.a + "-two"}
	}
}
`,
      'labels/l.cue': `package labels

import "odd.example/adapters/base"

DesignPattern: base.DesignPattern & {
	resources: app: one: metadata: labels: by: "labels"
}
`,
      'whole/w.cue': `package whole

import (
	"odd.example/adapters/base"
	"odd.example/adapters/labels"
	"odd.example/adapters/maps"
)

DesignPattern: base.DesignPattern & {
	composites: [
		{pattern: labels.DesignPattern, params: {}},
		{pattern: maps.DesignPattern, params: {}, group: "apart"},
	]
}
`,
      'none/n.cue': `package none

import "odd.example/adapters/base"

DesignPattern: base.DesignPattern & {
	pipelines: {}
}
`,
    })
    const compiled = async (patterns: readonly string[]) => {
      const entries = patterns.map((pattern) => `  - pattern: odd.example/adapters/${pattern}`)
      const { config } = parseQvsConfig(`designPatterns:\n${entries.join('\n')}\n`)
      const answer = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return Object.fromEntries(answer.value.resources.map(({ id, data }) => [id, data]))
    }
    const first = await compiled(['whole', 'none', 'maps'])
    expect(first).toEqual({
      'apart/one': expect.objectContaining({ metadata: { name: 'one' } }),
      'apart/two': expect.objectContaining({ metadata: { name: 'one-two' } }),
      one: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'one', labels: { by: 'labels' } },
        data: { a: 'one', b: 'one' },
      },
      two: expect.objectContaining({ metadata: { name: 'one-two' }, data: { a: 'one-two', b: 'one-two' } }),
    })
    expect(await compiled(['maps', 'none', 'whole'])).toEqual(first)
    expect(await compiled(['none', 'maps', 'whole'])).toEqual(first)
  })
})

describe('lists of old CUE', () => {
  it('are added where only their names say that they are lists', async () => {
    const module = moduleOf({
      'args/a.cue': `package args

_fixed: ["first"]
DesignPattern: {
	parameters: {
		more: [...string] | *[]
		deep: names: [...string]
		text: string
	}
	let own = [for m in parameters.more {"own-\\(m)"}]
	resources: app: pod: {
		apiVersion: "v1"
		kind:       "Pod"
		metadata: name: parameters.text + "-pod"
		spec: containers: [{name: "main", args: _fixed + own + parameters.deep.names, command: own + parameters.more}]
	}
}
`,
    })
    const { config } = parseQvsConfig(
      'designPatterns:\n  - pattern: odd.example/adapters/args\n    params: {more: [a], deep: {names: [z]}, text: odd}\n',
    )
    const answer = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    if (!answer.ok) throw new Error(JSON.stringify(answer.error.findings))
    expect(answer.value.resources[0]?.data).toMatchObject({
      metadata: { name: 'odd-pod' },
      spec: { containers: [{ args: ['first', 'own-a', 'z'], command: ['own-a', 'a'] }] },
    })
  })
})

describe('the data of a resource', () => {
  function compile(resource: string) {
    const module = moduleOf({ 'one/one.cue': `package one\n\nDesignPattern: resources: app: r: {\n${resource}\n}\n` })
    return kernel.compileInfrastructure({
      modules: [module],
      patterns: [{ pattern: 'odd.example/adapters/one', params: {}, pipelineParams: {} }],
    })
  }

  it('has its fields by name, whatever they were written as, and nothing that CUE keeps to itself', async () => {
    const answer = await compile(`
	z: *"<a&b>" | "other"
	"a-b": {y: 2, _hidden: 1, #Def: 3, x?: int, let l = 4, b: l}
	list: [{d: 1, c: null}, ...]
	m: {[string]: int}
	m: {"\u2028": 1, "<": 2}
	text: 'bytes'`)
    if (!answer.ok) throw new Error(answer.error.message)
    expect(JSON.stringify(answer.value.resources[0]?.data)).toBe(
      JSON.stringify({
        'a-b': { b: 4, y: 2 },
        list: [{ c: null, d: 1 }],
        m: { '<': 2, '\u2028': 1 },
        text: 'Ynl0ZXM=',
        z: '<a&b>',
      }),
    )
    expect(answer.value.resources[0]?.leaves.map(({ path }) => path.join('.'))).toContain('list.0.d')
  })

  it.each([
    ['needed!: string', /field is required but not present/],
    ['open: string', /incomplete value string/],
    ['inner: [{wrong: 1 & 2}]', /conflicting values 2 and 1/],
  ])('is refused with %s, in the words of CUE', async (field, words) => {
    const answer = await compile(`\t${field}`)
    expect(answer.ok ? '' : (answer.error.findings ?? []).map(({ message }) => message).join()).toMatch(words)
  })
})

describe('an optional parameter that is read with some values only', () => {
  it('is told as missing, in the line of the QVS Config that would give it', async () => {
    const store = `package store

DesignPattern: {
	parameters: {
		secrets: [string]: string
		storeName?: string
	}
	resources: app: {
		if len(parameters.secrets) > 0 {
			external: {kind: "ExternalSecret", spec: store: parameters.storeName}
		}
	}
}
`
    const module = moduleOf({ 'store/main.cue': store })
    const compile = async (params: string) => {
      const { config } = parseQvsConfig(
        `designPatterns:\n  - pattern: odd.example/adapters/store\n    params: ${params}\n`,
      )
      return compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    }
    expect((await compile('{secrets: {A: a}}')).ok).toBe(false)
    expect(await compile('{secrets: {A: a}}')).toMatchObject({
      error: {
        findings: [
          {
            code: 'adapter-missing-parameter',
            message: expect.stringMatching(
              /^odd\.example\/adapters\/store needs the parameter "storeName" with these values \(declared at .*main\.cue:6:3\)$/,
            ),
            place: { line: 2, parameter: 'storeName' },
          },
        ],
      },
    })
    expect((await compile('{secrets: {A: a}, storeName: vault}')).ok).toBe(true)
    expect((await compile('{secrets: {}}')).ok).toBe(true)
  })
})

describe('a constant that is the result of a task of another stage', () => {
  it('is told with its place', async () => {
    const flow = `package flow

DesignPattern: {
	parameters: {}
	pipelines: {
		build: tasks: make: {name: "make", results: tag: description: "", steps: [{name: "s", image: "i"}]}
		deploy: tasks: apply: {
			name: "apply"
			params: tag: desc: ""
			input: constParams: tag: pipelines.build.tasks.make.results.tag
			steps: [{name: "s", image: "i"}]
		}
	}
}
`
    expect(await stagesOf(moduleOf({ 'flow/main.cue': flow }), ['flow'])).toMatchObject({
      error: {
        findings: [
          {
            code: 'adapter-not-a-reference',
            message: expect.stringMatching(/^deploy\.tasks\.apply\.input\.constParams\.tag is neither a text nor/),
            place: { document: 'odd.example/adapters/flow/main.cue' },
          },
        ],
      },
    })
  })
})

it('a number that would come out as another one is refused with its place', async () => {
  const note =
    'package note\n\nDesignPattern: resources: app: note: {\n\tlarge: 12345678901234567890\n\tfits: 9007199254740992\n\ttext: "12345678901234567890"\n}\n'
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: odd.example/adapters/note\n')
  const module = moduleOf({ 'note/n.cue': note })
  const answer = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
  if (answer.ok) throw new Error('compiled')
  expect(answer.error.findings).toHaveLength(1)
  expect(answer.error.findings?.[0]?.message).toContain('12345678901234567890 is too large to be kept exactly')
  expect(answer.error.place).toMatchObject({ line: 4 })
})
