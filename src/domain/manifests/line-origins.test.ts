import { expect, it } from 'vitest'
import { parseQvsConfig } from '../adapters/qvs-config/qvs-config.ts'
import { lineOrigins } from './line-origins.ts'
import { manifestOf } from './manifest.ts'

const { config } = parseQvsConfig('designPatterns:\n  - pattern: a.example/cache\n')

function chainOf(...schemas: readonly boolean[]) {
  const origins = schemas.map((schema, index) => ({
    adapter: 'a.example/cache',
    via: [],
    position: { module: 'a.example', file: 'main.cue', line: index + 1, column: 1 },
    schema,
    parameters: [],
  }))
  const manifest = manifestOf({ path: 'a.yaml', data: { replicas: 1 }, leaves: [{ path: ['replicas'], origins }] })
  const [leaf] = lineOrigins(manifest, config, 'qvs-config/shop')
  return leaf?.chain.map((link) => `${link.kind}:${'at' in link ? link.at?.line : ''}`)
}

it('names what constrains a leaf, and then what writes it', () => {
  expect(chainOf(true, false)).toEqual(['schema:1', 'adapter:2'])
})

it('takes the default of the nearest place for what writes a leaf that nothing else writes', () => {
  expect(chainOf(true)).toEqual(['adapter:1'])
  expect(chainOf(true, true)).toEqual(['schema:1', 'adapter:2'])
})
