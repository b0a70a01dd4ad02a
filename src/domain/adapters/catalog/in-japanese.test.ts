import { expect, it } from 'vitest'
import { adapterDescriptionSchema, fieldSchema } from './description.ts'
import { adaptersInJapanese } from './in-japanese.ts'

const field = (name: string) => fieldSchema.parse({ name, kind: 'string', required: false, doc: `English ${name}` })
const clouds = { ...field('clouds'), kind: 'struct' as const, fields: [field('aws'), field('gcp')] }
const adapter = adapterDescriptionSchema.parse({
  pattern: 'example.org/web',
  name: 'web',
  category: 'deploy',
  parameters: [field('port'), field('host')],
  options: [field('stage'), clouds],
  stages: [],
  resources: [],
  composes: [],
  module: { name: 'example.org', revision: 'x' },
  ja: { docs: { port: 'ポート', stage: 'ステージの名前', path: 'パス', 'clouds.aws': 'AWS に接続' } },
})

it('says in Japanese what the README does, and the rest as it is', () => {
  const [told] = adaptersInJapanese([adapter])
  expect(told?.parameters.map(({ doc }) => doc)).toEqual(['ポート', 'English host'])
  expect(told?.options.map(({ doc }) => doc)).toEqual(['ステージの名前', 'English clouds'])
  expect(told?.options[1]?.fields?.map(({ doc }) => doc)).toEqual(['AWS に接続', 'English gcp'])
  expect(told?.docs).toMatchObject({ path: 'パス' })
})

it('gives the same list for the same one, so that what follows from it stays', () => {
  const list = [adapter]
  expect(adaptersInJapanese(list)).toBe(adaptersInJapanese(list))
})
