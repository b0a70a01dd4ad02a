import { expect, it } from 'vitest'
import { sampleWorld } from '../../testing/sample-world.ts'
import { adapterDescriptionSchema, fieldSchema } from './description.ts'
import { adaptersInJapanese, pipelineInJapanese } from './in-japanese.ts'

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

it('says in Japanese what a QVS Config asks for by itself', () => {
  const [sample] = sampleWorld.pipelines
  if (sample === undefined) throw new Error('The sample has a pipeline')
  const described = (...descriptions: readonly string[]) => ({
    ...sample,
    spec: { ...sample.spec, params: descriptions.map((description, at) => ({ name: `p${at}`, description })) },
  })
  const told = pipelineInJapanese(described('Parameter used in QVS Config', 'Name of the image'))
  expect(told.spec.params?.map(({ description }) => description)).toEqual([
    'アプリ構成で使うパラメータ',
    'Name of the image',
  ])
  const other = described('Name of the image')
  expect(pipelineInJapanese(other)).toBe(other)
})
