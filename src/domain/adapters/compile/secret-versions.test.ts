import { expect, it } from 'vitest'
import { type Finding, problem } from '../../problem.ts'
import { parseQvsConfig } from '../qvs-config/qvs-config.ts'
import { tellVersions } from './secret-versions.ts'

const { config } = parseQvsConfig(`params:
  - {name: first, type: secret}
  - {name: second, type: secret}
designPatterns:
  - pattern: shop.example/store
    params:
      secrets: {A: $(params.first), B: $(params.second)}
  - pattern: shop.example/other
    params: {secret: $(params.first)}
`)

function finding(message: string): Finding {
  return {
    severity: 'error',
    code: 'adapter-cue',
    message,
    args: { adapters: 'shop.example/store' },
    place: { line: 1 },
  }
}

const refused = problem('invalid-document', 'data.0.version: cannot reference optional field: version', {
  findings: [
    finding('data.0.version: cannot reference optional field: version (declared at store.cue:3:1)'),
    finding('_data: invalid interpolation: cannot reference optional field: version'),
    finding('replicas: conflicting values'),
  ],
})

it('tells the secret that lacks a version once, where the adapter is given it', () => {
  const told = tellVersions(refused, config, { first: {}, second: { version: '1' } })
  expect(told.message).toBe('shop.example/store needs the version of the secret "first", which has none')
  expect(told.findings?.map(({ code, args, place }) => [code, args['name'], place.line])).toEqual([
    ['secret-version', 'first', 7],
    ['adapter-cue', undefined, 1],
  ])
})

it('tells the same of an adapter that declares the version as a text which must be given', () => {
  const hash = finding('_hash: incomplete value string (see also store.cue:3:1)')
  const declared = finding('store.spec.data.0.remoteRef.version: incomplete value string (declared at store.cue:3:1)')
  const told = tellVersions({ ...refused, findings: [hash, declared] }, config, { first: {}, second: { version: '1' } })
  expect(told.findings?.map(({ code, place }) => [code, place.line])).toEqual([['secret-version', 7]])
})

it('leaves what it cannot explain as it is', () => {
  expect(tellVersions(refused, config, { first: { version: '1' }, second: { version: '1' } })).toBe(refused)
})
