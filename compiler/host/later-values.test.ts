import { afterAll, beforeAll, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('later')
})
afterAll(() => pool.close())

const task = (name: string) => `{name: "${name}", params: {}, steps: [{name: "run", image: "alpine", script: "true"}]}`
const module: ModuleSources = {
  digest: 'later',
  files: {
    'cue.mod/module.cue': 'module: "later.example/adapters"\n',
    'web/web.cue': `package web

DesignPattern: {
	parameters: {
		mode:     string
		scan:     string | *"false"
		flavour?: string
		image:    string
	}
	resources: app: web: {apiVersion: "v1", kind: "ConfigMap", metadata: name: parameters.image}
	if parameters.image == "nginx" {
		resources: app: other: {apiVersion: "v1", kind: "ConfigMap", metadata: name: "other"}
	}
	pipelines: deploy: tasks: always: ${task('always')}
	if parameters.mode == "full" {
		pipelines: deploy: tasks: full: ${task('full')}
	}
	if parameters.scan == "true" {
		pipelines: deploy: tasks: scan: ${task('scan')}
	}
	if parameters.flavour != _|_ {
		pipelines: deploy: tasks: flavour: ${task('flavour')}
	}
}
`,
    'many/many.cue': `package many

DesignPattern: {
	parameters: {names: [...string], labels: {[string]: string}}
	for name in parameters.names {
		pipelines: deploy: tasks: "\\(name)": ${task('x')}
	}
	pipelines: deploy: tasks: {for name, _ in parameters.labels {"\\(name)": ${task('y')}}}
}
`,
    'inner/inner.cue': `package inner

DesignPattern: {
	parameters: kind: string | *"job"
	_isJob: parameters.kind == "job"
	if _isJob {
		pipelines: run: tasks: job: ${task('job')}
	}
}
`,
    'outer/outer.cue': `package outer

import "later.example/adapters/inner"

DesignPattern: {
	parameters: {type: string | *"job", twice: string}
	composites: [
		{pattern: inner.DesignPattern, params: kind: parameters.type},
		if parameters.twice == "yes" {pattern: inner.DesignPattern, params: kind: "other"},
	]
}
`,
  },
}

async function told(adapter: string, params: string): Promise<{ tasks: string[]; told: string[] }> {
  const parsed = parseQvsConfig(`params:
${['mode', 'scan', 'flavour', 'image'].map((name) => `  - { name: ${name}, type: string }`).join('\n')}
modules:
  - { name: later.example/adapters, local: { path: . } }
designPatterns:
  - pattern: later.example/adapters/${adapter}
    params: ${params}
`)
  if (parsed.config === undefined) throw new Error(parsed.findings[0]?.message)
  const made = await compilePipelines(kernel, { config: parsed.config, modules: [module], prefix: 'shop' })
  const findings = made.ok ? made.value.findings : (made.error.findings ?? [])
  return {
    tasks: made.ok ? made.value.tasks.map(({ metadata }) => metadata.name) : [],
    told: findings.map(
      ({ severity, place, message }) => `${severity} ${place.line ?? 0}:${place.column ?? 0} ${message}`,
    ),
  }
}

it('takes what the QVS Config itself says', async () => {
  const made = await told('web', '{ mode: full, scan: "true", flavour: sweet, image: $(params.image) }')
  expect(made).toEqual({ tasks: ['shop-always', 'shop-full', 'shop-scan', 'shop-flavour'], told: [] })
})

it('says at the line that a value of a deployment comes too late to decide about a workflow', async () => {
  const made = await told(
    'web',
    '{ mode: plain, scan: $(params.scan), flavour: $(params.flavour), image: $(params.image) }',
  )
  expect(made.tasks).toEqual(['shop-always'])
  expect(made.told).toEqual([
    expect.stringMatching(
      /^warning 10:\d+ .* depends on the parameter "scan", .* with its default "false" \(declared at .*web\.cue:18:5\)$/,
    ),
    expect.stringMatching(
      /^warning 10:\d+ .* depends on the parameter "flavour", .* as if it were not given \(declared at .*web\.cue:21:5\)$/,
    ),
  ])
})

it('says it of what is looped over', async () => {
  const made = await told('many', '{ names: [$(params.mode)], labels: { a: $(params.scan) } }')
  expect(made.told).toEqual([
    expect.stringMatching(
      /^warning 10:\d+ .* depends on the parameter "names", .* with its default \[\] .*many\.cue:5:14\)$/,
    ),
    expect.stringMatching(
      /^warning 10:\d+ .* depends on the parameter "labels", .* with its default \{\} .*many\.cue:8:\d+\)$/,
    ),
  ])
})

it('refuses to leave out pipelines whose condition cannot be decided', async () => {
  const made = await told('web', '{ mode: $(params.mode), image: $(params.image) }')
  expect(made.tasks).toEqual([])
  expect(made.told).toEqual([
    expect.stringMatching(
      /^error 10:\d+ .* depends on the parameter "mode", .* cannot be decided whether there are pipelines \(declared at .*web\.cue:15:5\)$/,
    ),
  ])
})

it('follows the values to composed adapters, by the names that they have in the QVS Config', async () => {
  const later = await told('outer', '{ type: $(params.mode), twice: "no" }')
  expect(later.tasks).toEqual(['shop-job'])
  expect(later.told).toEqual([
    expect.stringMatching(
      /^warning 10:15 .*adapters\/inner depends on the parameter "kind", .* with its default "job"/,
    ),
  ])
  const open = await told('outer', '{ type: job, twice: $(params.scan) }')
  expect(open.told).toEqual([
    expect.stringMatching(/^error 10:\d+ .*adapters\/outer depends on the parameter "twice", /),
  ])
})
