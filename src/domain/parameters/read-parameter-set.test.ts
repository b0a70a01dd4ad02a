import { expect, it } from 'vitest'
import { readResources } from '../project-documents.ts'
import { parseParameterSet, setParameter } from './parameter-set.ts'
import { readParameterSet } from './read-parameter-set.ts'

it('reads values as they are written, and a list as one text with commas', () => {
  const { set, findings } = readParameterSet(`config:
  zip: 0100001
  version: 1.10
  big: 12345678901234567890
  hex: 0x1F
  on: true
  hosts: [a.example, b.example]
  ports:
    - 80
    - 0443
  empty:
  long: |
    one
    two
  shared: &shared 007
  again: *shared
`)
  expect(findings).toEqual([])
  expect(set.config).toEqual({
    zip: '0100001',
    version: '1.10',
    big: '12345678901234567890',
    hex: '0x1F',
    on: 'true',
    hosts: 'a.example,b.example',
    ports: '80,0443',
    empty: '',
    long: 'one\ntwo\n',
    shared: '007',
    again: '007',
  })
})

const odd = `config:
  good: x
  nested: {a: 1}
secrets:
  - {name: bankKey, key: bank, version: 3}
  - {name: pin, value: hunter22}
credentials: [kube]
confg: {}
`

it('leaves out what it cannot read, says where that stands, and reads the rest', () => {
  const { set, findings } = readParameterSet(odd)
  expect(set).toEqual({
    config: { good: 'x' },
    secrets: [{ name: 'bankKey', key: 'bank', version: '3' }],
    credentials: {},
  })
  expect(findings.map(({ severity, code, place }) => [severity, code, place.path, place.line])).toEqual([
    ['warning', 'parameter-key', 'confg', 8],
    ['error', 'parameter-value', 'config.nested', 3],
    ['error', 'secret-reference', 'secrets.1', 6],
    ['error', 'parameter-value', 'credentials', 7],
  ])
  expect(readResources({ 'parameters/api/staging': odd }).findings[1]?.place).toMatchObject({
    document: 'parameters/api/staging',
    line: 3,
  })
})

it('says where a text is no YAML or no map, and takes nothing from it', () => {
  for (const text of ['config:\n\ta: x\n', '- a\n', 'config: [a]\n']) {
    const { set, findings } = readParameterSet(text)
    expect(set.config).toEqual({})
    expect(findings[0]).toMatchObject({ severity: 'error', place: { line: expect.any(Number) } })
  }
})

it('keeps the values around one that is being typed', () => {
  expect(parseParameterSet('config:\n  a: x\n  b:\n').config).toEqual({ a: 'x', b: '' })
  const set = setParameter('config:\n  a: [x]\n  zip: 007\n', 'b', 'y')
  expect(set.ok && parseParameterSet(set.value).config).toEqual({ a: 'x', zip: '007', b: 'y' })
})
