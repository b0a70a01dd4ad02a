import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import { runGoldenTests } from '#domain/adapters/authoring/golden-tests.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// Habits of adapter authors: how files form a package, and what decides about tasks.
let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('habits')
})
afterAll(() => pool.close())

function moduleOf(files: Readonly<Record<string, string>>): ModuleSources {
  return { digest: JSON.stringify(files), files }
}

describe('files of a package', () => {
  const web = `package web

import "tools/names"

DesignPattern: parameters: {name: names.#Name, port: int | *80}
DesignPattern: resources: app: svc: {apiVersion: "v1", kind: "Service", metadata: name: DesignPattern.parameters.name}
`
  const ports =
    'package web\n\nDesignPattern: resources: app: svc: spec: ports: [{port: DesignPattern.parameters.port}]\n'
  const files = {
    'cue.mod/module.cue': 'module: "tools"\n',
    'names/names.cue': 'package names\n\n#Name: string\n',
    'web/web.cue': web,
    'web/ports.cue': ports,
    'web/web_test.cue': 'package web\n\nDesignPattern: parameters: name: 1\n',
    'web/debug.cue': '@if(debug && !prod)\n\npackage web\n\nDesignPattern: parameters: name: 2\n',
    'web/draft.cue': '@ignore()\n\npackage web\n\nDesignPattern: parameters: name: 3\n',
    'web/always.cue': '@if(!debug)\n\npackage web\n\nDesignPattern: resources: app: svc: spec: type: "NodePort"\n',
    'split/split.cue':
      'package split\n\nDesignPattern: {\n\tparameters: name: string\n\tresources: app: c: {apiVersion: "v1", kind: "ConfigMap", metadata: {name: "c", labels: _labels}, data: n: #Data.n}\n}\n',
    'split/helpers.cue':
      'package split\n\n_labels: app: DesignPattern.parameters.name\n#Data: n: DesignPattern.parameters.name\n',
    'open/open.cue': 'name: 1\n',
    'wide/wide.cue': '\uFFFD\uFFFD\n',
  }

  function compiled(pattern: string, params: string) {
    const { config } = parseQvsConfig(`designPatterns:\n  - pattern: ${pattern}\n    params: ${params}\n`)
    return compileResources(kernel, { config, modules: [moduleOf(files)], values: {}, secrets: {} })
  }

  it('belong together: a module without a domain, an adapter that names itself; tests and unset tags are left out', async () => {
    const infra = await compiled('tools/web', '{name: shop, port: 81}')
    if (!infra.ok) throw new Error(JSON.stringify(infra.error))
    expect(infra.value.resources.map(({ data }) => data)).toEqual([
      expect.objectContaining({ metadata: { name: 'shop' }, spec: { ports: [{ port: 81 }], type: 'NodePort' } }),
    ])
    const leaf = infra.value.resources[0]?.leaves.find(({ path }) => path.join('.') === 'spec.ports.0.port')
    expect(leaf?.origins[0]?.parameters.map(({ name }) => name)).toEqual(['port'])
  })

  it('say which of them reads parameters where they have no values', async () => {
    const infra = await compiled('tools/split', '{name: shop}')
    const findings = infra.ok ? [] : (infra.error.findings ?? [])
    expect(findings.map(({ code, args, place }) => [code, args['name'], place.document, place.line])).toEqual([
      ['adapter-beside', '_labels', 'tools/split/helpers.cue', 3],
      ['adapter-beside', '#Data', 'tools/split/helpers.cue', 4],
    ])
  })

  it.each([
    ['open', 'no CUE file in the directory open begins with `package open`'],
    ['wide', 'illegal character'],
  ])('say why %s is none', async (directory, message) => {
    const infra = await compiled(`tools/${directory}`, '{}')
    expect(JSON.stringify(infra)).toContain(message)
  })
})

it('says which option a task or a result depends on, instead of leaving it out', async () => {
  const notify = `package notify

#Builder: {name: string, steps: [{name: "run", image: "alpine"}], ...}

DesignPattern: {
	pipelineParameters: {notify: bool, also: bool | *false}
	pipelines: deploy: tasks: {
		run: #Builder & {name: "run"}
		if pipelineParameters.notify {
			notify: #Builder & {name: "notify"}
		}
	}
}
`
  const modules = [moduleOf({ 'cue.mod/module.cue': 'module: "odd.example/adapters"\n', 'notify/n.cue': notify })]
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: odd.example/adapters/notify\n')
  const compiled = await compilePipelines(kernel, { config, modules, prefix: 'odd' })
  expect(JSON.stringify(compiled)).toContain('needs the option \\"notify\\"')
})

it('tells of a resource that is none, and of a text that must not be empty', async () => {
  const web = `package web

DesignPattern: {
	parameters: host: !=""
	resources: app: {gone: null, svc: {kind: "Service", metadata: name: parameters.host}}
}
`
  const modules = [moduleOf({ 'cue.mod/module.cue': 'module: "odd.example/adapters"\n', 'web/web.cue': web })]
  const compiled = async (host: string) => {
    const { config } = parseQvsConfig(
      `designPatterns:\n  - {pattern: odd.example/adapters/web, params: {host: "${host}"}}\n`,
    )
    return JSON.stringify(await compileResources(kernel, { config, modules, values: {}, secrets: {} }))
  }
  expect(await compiled('h')).toContain('a resource holds keys and values, it cannot be null')
  expect(await compiled('')).toContain('parameters.host: invalid value')
})

it('tells where what a golden test expects is no YAML', async () => {
  const texts = {
    'cue.mod/module.cue': 'module: "odd.example/adapters"\n',
    'web/web.cue': 'package web\n\nDesignPattern: resources: app: {}\n',
    'test/test.cue': 'package designpattern_test\n\nsimple: main: "m.yml"\n',
    'test/simple/qvs.yaml': 'designPatterns: [{pattern: odd.example/adapters/web}]\n',
    'test/simple/m.yml': 'kind: A\nname: *none\n',
  }
  const tested = await runGoldenTests(kernel, { module: moduleOf(texts), texts })
  expect(tested).toMatchObject({
    ok: true,
    value: [{ passed: false, reason: { place: { document: 'test/simple/m.yml', line: 2, column: 7 } } }],
  })
})

it('says which field hides an import', async () => {
  const web = `package web

import (
	"list"
	"odd.example/adapters/fetch"
)

DesignPattern: parameters: {list: [...string], few: list.MaxItems(3)}
DesignPattern: pipelines: build: tasks: fetch: fetch.#Fetch
other: fetch.#Fetch
`
  const modules = [
    moduleOf({
      'cue.mod/module.cue': 'module: "odd.example/adapters"\n',
      'web/web.cue': web,
      'fetch/fetch.cue': 'package fetch\n\n#Fetch: {name: "fetch"}\n',
    }),
  ]
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: odd.example/adapters/web\n')
  const told = JSON.stringify(await compilePipelines(kernel, { config, modules, prefix: 'odd' }))
  expect(told).toContain('in line 8, list is the field of that name and not what is imported')
  const once = [
    {
      digest: 'once',
      files: {
        ...modules[0]?.files,
        'web/web.cue': web.replace('\t"list"\n', '').replace(/DesignPattern: parameters.*\n/, ''),
      },
    },
  ]
  const undefinedField = JSON.stringify(await compilePipelines(kernel, { config, modules: once, prefix: 'odd' }))
  expect(undefinedField).toMatch(/undefined field: #Fetch; in line 7, fetch is the field/)
})
