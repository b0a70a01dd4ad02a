import { describe, expect, it } from 'vitest'
import { type AdapterDescription, adapterDescriptionSchema } from './description.ts'
import { lineBelow, pathInModule, sharedNames } from './in-short.ts'

function adapter(pattern: string, module: string, more: Partial<AdapterDescription> = {}): AdapterDescription {
  return adapterDescriptionSchema.parse({
    pattern,
    name: 'api',
    category: 'other',
    parameters: [],
    options: [],
    stages: [],
    resources: [],
    composes: [],
    module: { name: module, revision: 'v1' },
    ...more,
  })
}

it('tells adapters of one name apart by where they are', () => {
  const at = (pattern: string, module: string) => pathInModule(adapter(pattern, module))
  expect(at('shop.example/adapters/web/api', 'shop.example/adapters')).toBe('web/api')
  expect(at('shop.example/adapters/cloud/east/web/api', 'git.example/shop')).toBe('…/cloud/east/web/api')
  expect(at('shop.example/flow:api', 'git.example/shop')).toBe('shop.example/flow:api')
})

describe('the line below a name', () => {
  const module = 'shop.example/adapters'
  const [east, west, alone] = [
    adapter(`${module}/east/api`, module, { description: 'Serves the shop.' }),
    adapter(`${module}/west/api`, module, { description: 'Serves the shop.' }),
    adapter(`${module}/queue`, module, { name: 'queue', description: 'Keeps what waits.' }),
  ]
  const shared = sharedNames([east, west, alone])

  it('says what an adapter does', () => {
    expect(lineBelow(alone, shared, 'en')).toBe('Keeps what waits.')
  })

  it('says where it is, when others are called alike, whatever they say about themselves', () => {
    expect([east, west].map((one) => lineBelow(one, shared, 'en'))).toEqual(['east/api', 'west/api'])
  })

  it('is a summary, or one sentence', () => {
    const shop = { name: 'shop', description: 'Serves the shop. Waits for it.' }
    const said = adapter(`${module}/shop`, module, { ...shop, summary: 'The shop', ja: { summary: '店' } })
    expect(lineBelow(said, shared, 'en')).toBe('The shop')
    expect(lineBelow(said, shared, 'ja')).toBe('店')
    expect(lineBelow(adapter(`${module}/shop`, module, shop), shared, 'ja')).toBe('Serves the shop.')
    expect(lineBelow({ ...east, summary: 'The shop' }, shared, 'en')).toBe('east/api')
  })
})
