import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('floats')
})
afterAll(() => pool.close())

describe('parameters that take floats alone', () => {
  const source = `package scale

DesignPattern: {
	parameters: {
		ratio: float
		half?: float | *0.5
		weights: [string]: [...float]
		count: int
		any:   number
	}
	resources: app: scale: {
		ratio: parameters.ratio, half: parameters.half, weights: parameters.weights, count: parameters.count, any: parameters.any
	}
}
`
  const module: ModuleSources = {
    digest: 'whole-numbers',
    files: { 'cue.mod/module.cue': 'module: "odd.example/adapters"\n', 'scale/scale.cue': source },
  }

  it('take whole numbers as well, which YAML and JSON write like any other', async () => {
    const { config } = parseQvsConfig(`designPatterns:
  - pattern: odd.example/adapters/scale
    params: {ratio: 1.0, half: -2, weights: {web: [3, 4.5]}, count: 5, any: 6.0}
`)
    const answer = await compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
    expect(answer).toMatchObject({ ok: true })
    expect(answer.ok && answer.value.resources[0]?.data).toEqual({
      ratio: 1,
      half: -2,
      weights: { web: [3, 4.5] },
      count: 5,
      any: 6,
    })
  })
})
