import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('names')
})
afterAll(() => pool.close())

function moduleOf(files: Readonly<Record<string, string>>): ModuleSources {
  const all = { 'cue.mod/module.cue': 'module: "odd.example/adapters"\n', ...files }
  return { digest: JSON.stringify(all), files: all }
}

describe('values for names that an adapter does not have', () => {
  const site = `package site

DesignPattern: {
	parameters: {host: string, paths?: [...string]}
	pipelineParameters: image: string | *""
	resources: app: page: {provider: "pulumi-yaml", type: "odd:Page", properties: host: parameters.host}
	pipelines: show: tasks: show: {name: "show", steps: [{name: "run", image: "alpine"}], params: {}, runAfter: []}
}
`
  const module = moduleOf({ 'site/s.cue': site })

  it('are ignored with a warning where they are like no other, in both compiles', async () => {
    const text = `designPatterns:
  - pattern: odd.example/adapters/site
    params:
      host: a.example
      environmentVariables: {A: b}
    pipelineParams:
      useSshKey: true
`
    const { config } = parseQvsConfig(text)
    const infra = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    const flow = await compilePipelines(kernel, { config, modules: [module], prefix: '' })
    if (!infra.ok || !flow.ok) throw new Error(JSON.stringify([infra, flow]))
    expect(infra.value.resources).toMatchObject([{ id: 'page', data: { properties: { host: 'a.example' } } }])
    const warnings = [
      {
        severity: 'warning',
        code: 'adapter-unknown-name',
        message: 'odd.example/adapters/site has no parameter "environmentVariables"; there are host, paths',
        place: { line: 5 },
      },
      { severity: 'warning', code: 'adapter-unknown-name', place: { line: 7 } },
    ]
    expect(infra.value.findings).toMatchObject(warnings)
    expect(flow.value.findings).toMatchObject(warnings)
  })

  it('are refused where they look like a slip of the pen', async () => {
    const { config } = parseQvsConfig(
      'designPatterns:\n  - {pattern: odd.example/adapters/site, params: {host: a, path: [], env: x}}\n',
    )
    const infra = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    expect(infra).toMatchObject({
      ok: false,
      error: {
        message: expect.stringContaining('has no parameter "path"; did you mean paths?'),
        findings: [{ severity: 'error' }, { severity: 'warning', message: expect.stringContaining('"env"') }],
      },
    })
  })

  it('are told where a schema takes any name, and within values, when they look like a slip of the pen', async () => {
    const base =
      'package base\n\nDesignPattern: {\n\tname: string\n\tparameters: {[string]: _}\n\tresources?: {...}\n}\n'
    const probed = `package probed

import "odd.example/adapters/base"

DesignPattern: base.DesignPattern & {
	name: "probed"
	parameters: {
		replicas: int | *1
		probe: {path: string | *"/", port: int | *80}
		mounts: [...{path: string | *"/", labels?: [string]: {value: string}, closed?: #Closed}]
	}
	#Closed: level?: int
	resources: app: page: {apiVersion: "v1", kind: "Page", metadata: name: "p", data: parameters}
}
`
    const sources = moduleOf({ 'base/b.cue': base, 'probed/p.cue': probed })
    const text = `designPatterns:
  - pattern: odd.example/adapters/probed
    params:
      replica: 3
      whatever: 1
      probe: {prt: 8080, path: /}
      mounts: [{path: /a, labels: {lables: {valu: x, value: y}}}, {pth: /b}]
`
    const answer = await compileResources(kernel, {
      config: parseQvsConfig(text).config,
      modules: [sources],
      values: {},
      secrets: {},
    })
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    const told = answer.value.findings.map(({ severity, message, place }) => [
      severity,
      message.replace(/^\S+ /, ''),
      place.line,
    ])
    expect(told).toEqual([
      ['warning', 'has no field "valu" in "mounts"; did you mean value?', 7],
      ['warning', 'has no field "pth" in "mounts"; did you mean path?', 7],
      ['warning', 'has no field "prt" in "probe"; did you mean port?', 6],
      ['warning', 'has no parameter "replica"; did you mean replicas?', 4],
    ])
    // Where any name is allowed, the reported ones are accepted all the same.
    expect(answer.value.resources[0]?.data['data']).toMatchObject({ replica: 3, replicas: 1, whatever: 1 })
    const described = await describeAdapters(kernel, [{ name: 'odd', revision: 'x', sources }])
    expect(described.ok && described.value.map(({ name }) => name)).toEqual(['probed'])
  })
})

it('what parameters of tasks say without effect is told by both a compile and a description', async () => {
  const sources = moduleOf({
    'odd/o.cue': `package odd

DesignPattern: pipelines: run: tasks: t: {
	name: "t"
	params: {a: {desc: "x", defalt: "y"}, b: default: 3, c: {default: string, prefix: false}}
	steps: [{name: "s", image: "alpine"}]
}
`,
  })
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: odd.example/adapters/odd\n')
  const flow = await compilePipelines(kernel, { config, modules: [sources], prefix: '' })
  const described = await describeAdapters(kernel, [{ name: 'odd', revision: 'x', sources }])
  if (!flow.ok || !described.ok) throw new Error(JSON.stringify([flow, described]))
  const told = [
    {
      severity: 'warning',
      code: 'adapter-task-param-name',
      message: expect.stringContaining('"defalt" means nothing there; did you mean default?'),
      args: { name: 'a', task: 't', what: 'defalt' },
    },
    {
      severity: 'warning',
      code: 'adapter-task-param-default',
      message: expect.stringContaining('its default 3 is no text'),
      args: { name: 'b', task: 't', what: '3' },
    },
  ]
  expect(flow.value.findings).toMatchObject(told)
  expect(flow.value.findings[0]?.place).toMatchObject({ document: 'odd.example/adapters/odd/o.cue', line: 5 })
  expect(described.value[0]?.findings).toMatchObject(told)
})
