import { afterAll, describe, expect, it } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import { adapterInJapanese } from '#domain/adapters/catalog/in-japanese.ts'

// The adapters that take a first repository to a running application.
const first = [
  'kubernetes/service',
  'local/service',
  'pipeline/build:nodePackage',
  'pipeline/build:goPackage',
  'pipeline/build:pythonPackage',
  'pipeline/build:staticSite',
  'pipeline/deploy:local',
  'pipeline/verify:http',
].map((path) => `linewright.dev/adapters/${path}`)

const pool = await createKernelPool()
const module = { name: 'linewright.dev/adapters', revision: 'builtin', sources: await readModule(builtinModuleDirectory) }
const described = await describeAdapters(pool.forProject('japanese'), [module], first)
if (!described.ok) throw new Error(described.error.message)
afterAll(() => pool.close())

describe.each(described.value.map((adapter) => [adapter.name, adapter] as const))('%s in Japanese', (_, adapter) => {
  const told = adapterInJapanese(adapter)
  const given = [...adapter.parameters, ...adapter.options].map(({ name }) => name)

  it('says what each parameter and option is for', () => {
    const said = [...told.parameters, ...told.options].filter(({ doc }) => /[ぁ-ん]/.test(doc))
    expect(given.filter((name) => !said.some((field) => field.name === name))).toEqual([])
  })

  it('says so of what its tasks take', () => {
    const taken = adapter.stages.flatMap(({ params }) => params).filter((name) => !given.includes(name))
    expect(taken.filter((name) => told.docs?.[name] === undefined)).toEqual([])
  })
})
