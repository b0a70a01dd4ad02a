import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileManifests } from '#domain/adapters/compile/compile-manifests.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('deployer')
})
afterAll(() => pool.close())

async function textOf(resource: string) {
  const source = `package store\n\nDesignPattern: resources: app: one: {\n\tapiVersion: "v1"\n\tkind: "Store"\n\tmetadata: name: "a"\n${resource}\n}\n`
  const files = { 'cue.mod/module.cue': 'module: "shop.example/adapters"\n', 'store/store.cue': source }
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: shop.example/adapters/store\n')
  const answer = await compileManifests(kernel, {
    config,
    modules: [{ digest: source, files }],
    values: {},
    secrets: {},
  })
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value.manifests[0]?.text
}

it('applies no field that only the deployer of an adapter knows: clusters and the local target refuse them', async () => {
  expect(await textOf('provider: "kubernetes"\noutput: [...string]\nsize: 1')).toBe(
    'apiVersion: v1\nkind: Store\nmetadata:\n  name: a\nsize: 1\n',
  )
})

it('leaves fields of these names to objects that have them themselves', async () => {
  expect(await textOf('provider: "s3"\noutput: ["x"]')).toContain('provider: s3')
})
