import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('defaults')
})
afterAll(() => pool.close())

const files = {
  'cue.mod/module.cue': 'module: "zone.example/adapters"\n',
  'zone/z.cue': `package zone

DesignPattern: {
	parameters: {
		project:     string
		zoneProject: string | *parameters.project
		host:        (string & !="") | *"\\(parameters.project).example"
		owner:       string
	}
	resources: app: zone: {apiVersion: "v1", kind: "Zone", metadata: name: parameters.zoneProject, host: parameters.host}
}
`,
}
const module: ModuleSources = { digest: 'zone', files }

it('does not ask for a parameter whose default is the value of another one', async () => {
  const described = await describeAdapters(kernel, [{ name: 'zone', revision: 'v1', sources: module }])
  const [adapter] = described.ok ? described.value : []
  expect(adapter?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ['project', true],
    ['zoneProject', false],
    ['host', false],
    ['owner', true],
  ])
})

it('gives it that value, and names the other one alone when that is missing', async () => {
  async function compiled(params: string) {
    const { config } = parseQvsConfig(
      `designPatterns:\n  - {pattern: zone.example/adapters/zone, params: {${params}}}\n`,
    )
    return compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
  }
  const answer = await compiled('project: shop, owner: aya')
  expect(answer.ok && answer.value.resources[0]?.data).toMatchObject({
    metadata: { name: 'shop' },
    host: 'shop.example',
  })
  const lacking = await compiled('owner: aya')
  expect(lacking.ok ? [] : lacking.error.findings?.map(({ place }) => place.parameter)).toEqual(['project'])
})
