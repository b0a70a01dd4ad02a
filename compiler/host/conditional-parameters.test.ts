import { afterAll, beforeAll, expect, it } from 'vitest'
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
  kernel = pool.forProject('conditional')
})
afterAll(() => pool.close())

const files = {
  'cue.mod/module.cue': 'module: "cond.example/adapters"\n',
  'host/h.cue': `package host

import "strconv"

DesignPattern: {
	parameters: {
		mode: *"plain" | "tls" | "mtls"
		if mode == "tls" || mode == "mtls" {
			certificate: string
			if mode == "mtls" {
				authority: string | *"own"
			}
		}
		kind: string
		if kind == "queue" {
			length: int
		}
		note?: string
		if note != _|_ {
			colour?: string
		}
		cached: string | *"false"
		if mode == "mtls" && kind == "queue" {
			window: int
		}
		if mode == "tls" || kind == "topic" {
			either: string
		}
		if mode == "tls" && kind == "queue" {
			error: "a" & !="a"
		}
	}
	pipelineParameters: {
		scan: bool | *false
		if scan {
			severity: *"high" | "low"
		}
		deep: bool | *true
		if scan && deep {
			depth: int
		}
	}
	let _cached = strconv.ParseBool(parameters.cached)
	if _cached {
		parameters: cacheSize: int & >=1
	}
	resources: app: host: {apiVersion: "v1", kind: "Host", metadata: name: "h", data: {for name, value in parameters {"\\(name)": "\\(value)"}}}
}
`,
}
const module: ModuleSources = { digest: 'cond', files }

it('of tasks stand where they are written', async () => {
  const config = parseQvsConfig('designPatterns:\n  - pattern: cond.example/adapters/work\n').config
  const work = `package work

#Task: {
	id:   string
	name: string
	params: [string]:  {desc: string | *"", default?: string}
	results: [string]: {description: string | *""}
	appconfigParams: [...string]
	gcp: bool | *false
	...
}
#Worker: #Task & {
	gcp:  _
	appconfigParams: _
	name: string | *"worker"
	params: {
		app: {}
		state: {desc: "kept", default: "main"}
		if !gcp {
			kubeconfig: {}
		}
		for name in appconfigParams {
			"\\(name)": {}
		}
		if gcp {
			account: {}
		}
		last: {}
	}
	results: {
		first: {}
		if gcp {
			account: {}
		}
		second: {}
	}
	steps: [{image: "alpine", script: "$(params.kubeconfig)"}]
}
DesignPattern: pipelines: deploy: tasks: {
	cluster: #Worker
	cloud:   #Worker & {gcp: true, name: "cloud", params: extra: {}}
}
`
  const answer = await compilePipelines(kernel, {
    config: { ...config, params: ['b', 'a'].map((name) => ({ name, type: 'string', at: { line: 1, column: 1 } })) },
    modules: [{ digest: 'work', files: { ...files, 'work/w.cue': work } }],
    prefix: 'x',
  })
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  const names = (list: readonly { readonly name: string }[] | undefined) => list?.map(({ name }) => name)
  const [cluster, cloud] = answer.value.tasks
  expect(names(cluster?.spec.params)).toEqual(['app', 'state', 'kubeconfig', 'b', 'a', 'last'])
  expect(names(cloud?.spec.params)).toEqual(['app', 'state', 'b', 'a', 'account', 'last', 'extra'])
  expect(names(cloud?.spec.results)).toEqual(['first', 'account', 'second'])
})

it('are described with the condition on which they are there, where they are written', async () => {
  const described = await describeAdapters(kernel, [{ name: 'cond', revision: 'x', sources: module }])
  if (!described.ok) throw new Error(JSON.stringify(described.error))
  const [adapter] = described.value
  expect(adapter?.findings).toEqual([])
  expect(adapter?.parameters.map(({ name, required, when }) => [name, required, when])).toEqual([
    ['mode', false, undefined],
    ['certificate', true, { name: 'mode', values: ['tls', 'mtls'] }],
    ['authority', false, { name: 'mode', values: ['mtls'] }],
    ['kind', true, undefined],
    ['length', true, { name: 'kind', values: ['queue'] }],
    ['note', false, undefined],
    ['colour', false, { name: 'note' }],
    ['cached', false, undefined],
    ['window', true, { name: 'mode', values: ['mtls'], and: [{ name: 'kind', values: ['queue'] }] }],
    ['either', false, undefined],
    ['cacheSize', true, { name: 'cached', values: ['true'] }],
  ])
  expect(adapter?.options.map(({ name, when }) => [name, when])).toEqual([
    ['scan', undefined],
    ['severity', { name: 'scan', values: [true] }],
    ['deep', undefined],
    ['depth', { name: 'scan', values: [true], and: [{ name: 'deep', values: [true] }] }],
  ])
})

it('depend on fields that are there on a condition themselves', async () => {
  const source = `package deep

DesignPattern: {
	parameters: {
		tls: *"off" | "on"
		if tls == "on" {
			from: *"file" | "vault"
			if from == "vault" {
				path: string
				renew: bool | *false
				if renew {
					every: string | *"1h"
				}
			}
		}
		cache: bool | *false
		if cache {
			store: *"memory" | "disk"
		}
	}
	if parameters.store != _|_ if parameters.store == "disk" {
		parameters: folder: string
	}
	resources: app: {}
}
`
  const described = await describeAdapters(kernel, [
    { name: 'deep', revision: 'x', sources: { digest: 'deep', files: { ...files, 'deep/d.cue': source } } },
  ])
  if (!described.ok) throw new Error(JSON.stringify(described.error))
  const adapter = described.value.find(({ name }) => name === 'deep')
  expect(adapter?.findings).toEqual([])
  const on = { name: 'tls', values: ['on'] }
  const vault = { name: 'from', values: ['vault'] }
  expect(adapter?.parameters.map(({ name, required, when }) => [name, required, when])).toEqual([
    ['tls', false, undefined],
    ['from', false, on],
    ['path', true, { ...on, and: [vault] }],
    ['renew', false, { ...on, and: [vault] }],
    ['every', false, { ...on, and: [vault, { name: 'renew', values: [true] }] }],
    ['cache', false, undefined],
    ['store', false, { name: 'cache', values: [true] }],
    ['folder', true, { name: 'store', values: ['disk'], and: [{ name: 'cache', values: [true] }] }],
  ])
})

it('are taken where the other values bring them, and are unknown elsewhere', async () => {
  async function compile(params: string) {
    const { config } = parseQvsConfig(`designPatterns:\n  - {pattern: cond.example/adapters/host, params: ${params}}\n`)
    return compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
  }
  const given = await compile('{mode: mtls, certificate: c, authority: a, kind: y, cached: "true", cacheSize: 3}')
  if (!given.ok) throw new Error(JSON.stringify(given.error))
  expect(given.value.findings).toEqual([])
  expect(given.value.resources[0]?.data['data']).toMatchObject({ certificate: 'c', authority: 'a', cacheSize: '3' })
  const plain = await compile('{kind: y, certificate: c}')
  if (!plain.ok) throw new Error(JSON.stringify(plain.error))
  expect(plain.value.findings).toMatchObject([{ severity: 'warning', args: { path: 'params.certificate' } }])
  const missing = await compile('{kind: queue}')
  expect(missing).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('needs the parameter "length"') },
  })
})
