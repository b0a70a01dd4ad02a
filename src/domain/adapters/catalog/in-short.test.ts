import { expect, it } from 'vitest'
import { adapterDescriptionSchema } from './description.ts'
import { pathInModule } from './in-short.ts'

it('tells adapters of one name apart by where they are', () => {
  const at = (pattern: string, module: string) =>
    pathInModule(
      adapterDescriptionSchema.parse({
        pattern,
        name: 'api',
        category: 'other',
        parameters: [],
        options: [],
        stages: [],
        resources: [],
        composes: [],
        module: { name: module, revision: 'v1' },
      }),
    )
  expect(at('shop.example/adapters/web/api', 'shop.example/adapters')).toBe('web/api')
  expect(at('shop.example/adapters/cloud/east/web/api', 'git.example/shop')).toBe('…/cloud/east/web/api')
  expect(at('shop.example/flow:api', 'git.example/shop')).toBe('shop.example/flow:api')
})
