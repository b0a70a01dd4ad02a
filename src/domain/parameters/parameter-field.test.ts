import { expect, it } from 'vitest'
import { adapterDescriptionSchema } from '../adapters/catalog/description.ts'
import { wordsFor } from './parameter-field.ts'

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
})

it('says of a parameter with the name of an image in front what it says of the parameter', () => {
  const words = wordsFor({ name: 'apiStartCommand', originalName: 'startCommand' }, undefined, [adapter], 'Command')
  expect(words).toBe('起動するコマンド')
  expect(wordsFor({ name: 'other' }, undefined, [adapter], 'Command')).toBe('Command')
})
