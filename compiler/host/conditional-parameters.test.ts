import { afterAll, beforeAll, expect, it } from 'vitest'
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
		if mode == "tls" && kind == "queue" {
			error: "a" & !="a"
		}
	}
	pipelineParameters: {
		scan: bool | *false
		if scan {
			severity: *"high" | "low"
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
    ['cacheSize', true, { name: 'cached', values: ['true'] }],
  ])
  expect(adapter?.options.map(({ name, when }) => [name, when])).toEqual([
    ['scan', undefined],
    ['severity', { name: 'scan', values: [true] }],
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
