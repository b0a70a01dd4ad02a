import { expect, it } from 'vitest'
import { adapterDescriptionSchema } from '../adapters/catalog/description.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import type { World } from '../line/world.ts'
import { checkValue } from './check-value.ts'
import { askingAdapter, fieldOf, wordsFor } from './parameter-field.ts'
import { sheetRows } from './sheet-rows.ts'
import { typedValue } from './typed-value.ts'

const adapter = adapterDescriptionSchema.parse({
  pattern: 'example.org/build',
  name: 'build',
  category: 'build',
  parameters: [],
  options: [],
  stages: [],
  resources: [],
  composes: [],
  module: { name: 'example.org', revision: 'x' },
  docs: { startCommand: '起動するコマンド' },
  takes: { attempts: { kind: 'int', minimum: 1 }, force: { kind: 'bool' } },
})
const pipeline: World['pipelines'][number] = {
  apiVersion: 'tekton.dev/v1',
  kind: 'Pipeline',
  metadata: { name: 'api-build', annotations: { [pipelineAnnotations.adapters]: adapter.pattern } },
  spec: {
    params: [
      { name: 'attempts', type: 'string', default: '10' },
      { name: 'force', type: 'string', default: 'false' },
      { name: 'path', type: 'string', default: '/' },
    ],
    tasks: [],
  },
}
const world: World = { ...sampleWorld, adapters: [adapter], pipelines: [pipeline] }

it('says of a parameter with the name of an image in front what it says of the parameter', () => {
  const words = wordsFor({ name: 'apiStartCommand', originalName: 'startCommand' }, undefined, [adapter], 'Command')
  expect(words).toBe('起動するコマンド')
  expect(wordsFor({ name: 'other' }, undefined, [adapter], 'Command')).toBe('Command')
})

it('what tasks read as a number or a switch is one, wherever its value is written', () => {
  const attempts = fieldOf(world, 'api-build', { name: 'attempts' })
  expect(sheetRows(world).find(({ name }) => name === 'attempts')?.field).toEqual(attempts)
  expect(checkValue(attempts, '50%')?.code).toBe('no-number')
  expect(checkValue(attempts, '0')?.code).toBe('too-small')
  expect(typedValue(attempts, '１,２００')).toBe('1200')
  expect(checkValue(fieldOf(world, 'api-build', { name: 'force' }), 'yes')?.code).toBe('no-boolean')
  expect(fieldOf(world, 'api-build', { name: 'path' })).toBeUndefined()
})

it('a default leads to the adapter that asks for it, and to the one by name where nothing else is known of it', () => {
  const asking = adapterDescriptionSchema.parse({
    ...adapter,
    pattern: 'example.org/a/run:it',
    parameters: [{ name: 'port', kind: 'string', required: false, doc: '' }],
  })
  const annotations = { [pipelineAnnotations.adapters]: `${adapter.pattern},${asking.pattern}` }
  const both = { ...pipeline, metadata: { ...pipeline.metadata, annotations } }
  expect(askingAdapter({ ...world, adapters: [adapter, asking], pipelines: [both] }, 'api-build', 'port')).toBe(
    'a/run:it',
  )
  expect(askingAdapter({ ...world, adapters: [], pipelines: [both] }, 'api-build', 'port')).toBe('example.org/build')
  expect(askingAdapter({ ...world, adapters: [], pipelines: [] }, 'api-build', 'port')).toBeUndefined()
})
