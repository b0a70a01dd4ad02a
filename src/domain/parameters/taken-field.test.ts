import { expect, it } from 'vitest'
import { adapterDescriptionSchema } from '../adapters/catalog/description.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import { takenParams } from '../adapters/qvs-config/taken-params.ts'
import type { World } from '../line/world.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import { checkValue } from './check-value.ts'
import { fieldOf } from './parameter-field.ts'
import { sheetRows } from './sheet-rows.ts'

const rest = { category: 'infrastructure', options: [], stages: [], resources: [], composes: [] }
const module = { name: 'example.org', revision: 'x' }
const deploy = adapterDescriptionSchema.parse({
  ...rest,
  pattern: 'example.org/deploy',
  name: 'deploy',
  module,
  parameters: [],
})
const service = adapterDescriptionSchema.parse({
  ...rest,
  pattern: 'example.org/service:service',
  name: 'service',
  module,
  parameters: [
    { name: 'port', kind: 'int', required: true, minimum: 1024, doc: 'Where it listens' },
    {
      name: 'database',
      kind: 'struct',
      required: true,
      doc: 'Where the data are',
      fields: [{ name: 'port', kind: 'int', required: true, maximum: 65535 }],
    },
    { name: 'limit', kind: 'any', required: false, doc: '' },
    { name: 'image', kind: 'string', required: true, doc: '', pattern: '^registry' },
  ],
})
const config = `params:
  - {name: port, type: int}
  - {name: dbPort, type: int}
  - {name: limit, type: int}
  - {name: tag, type: string}
designPatterns:
  - pattern: example.org/deploy
  - pattern: example.org/service
    params:
      port: $(params.port)
      database: {port: $(params.dbPort)}
      limit: $(params.limit)
      image: registry.example/it:$(params.tag)
`
const annotations = {
  [pipelineAnnotations.adapters]: deploy.pattern,
  [pipelineAnnotations.appConfigParams]: 'port,dbPort,limit,tag',
}
const [application] = sampleWorld.applications
const name = `${application?.name ?? ''}-deploy`
const world: World = {
  ...sampleWorld,
  adapters: [deploy, service],
  pipelines: [
    { apiVersion: 'tekton.dev/v1', kind: 'Pipeline', metadata: { name, annotations }, spec: { params: [], tasks: [] } },
  ],
  taken: { [application?.name ?? '']: takenParams(config) },
}

it('says of a value of the manifests what the adapter says that the QVS Config hands it to, though another one deploys', () => {
  expect(fieldOf(world, name, { name: 'port' })).toMatchObject({ kind: 'int', minimum: 1024, doc: 'Where it listens' })
  const dbPort = fieldOf(world, name, { name: 'dbPort' })
  expect(dbPort).toMatchObject({ name: 'dbPort', kind: 'int', maximum: 65535, doc: 'Where the data are' })
  expect(checkValue(dbPort, '70000')?.code).toBe('too-large')
  const rows = sheetRows(world).filter(({ group }) => group === 'service')
  expect(rows.map((row) => [row.name, row.field?.kind])).toEqual([
    ['port', 'int'],
    ['dbPort', 'int'],
    ['limit', 'int'],
    ['tag', undefined],
  ])
})

it.each(['1e3', '0x10', '5.0', '9007199254740993'])('refuses %s as an integer, as the compiler does', (text) => {
  expect(checkValue(fieldOf(world, name, { name: 'port' }), text)?.code).toBe('no-integer')
})

it('counts the characters of a text as CUE does', () => {
  const field = { name: 'title', kind: 'string', required: true, maxLength: 2, doc: '', constraint: '' } as const
  expect(checkValue(field, '𠮷野')).toBeUndefined()
  expect(checkValue(field, '𠮷野家')?.code).toBe('too-long')
})
