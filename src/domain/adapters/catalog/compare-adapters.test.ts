import { describe, expect, it } from 'vitest'
import { compareAdapters } from './compare-adapters.ts'
import type { AdapterDescription, Field } from './description.ts'

function field(name: string, more: Partial<Field> = {}): Field {
  return { name, kind: 'string', required: false, doc: '', constraint: '', ...more }
}

function adapter(pattern: string, more: Partial<AdapterDescription> = {}): AdapterDescription {
  return {
    pattern,
    name: pattern,
    description: '',
    category: 'other',
    badges: [],
    words: [],
    ja: {},
    parameters: [],
    options: [],
    stages: [],
    resources: [],
    composes: [],
    module: { name: 'm', revision: '1' },
    findings: [],
    ...more,
  }
}

describe('compareAdapters', () => {
  it('says nothing about what is the same', () => {
    expect(compareAdapters([adapter('a')], [adapter('a', { module: { name: 'm', revision: '2' } })])).toEqual([])
  })

  it('tells new and lost adapters', () => {
    expect(compareAdapters([adapter('a')], [adapter('b')]).map(({ pattern, change }) => [pattern, change])).toEqual([
      ['a', 'removed'],
      ['b', 'added'],
    ])
  })

  it('tells another default from another type, as CUE writes them', () => {
    const before = [
      field('host', { constraint: 'string | *"www"', default: 'www' }),
      field('mode', { constraint: '*"a" | "b"', default: 'a', enum: ['a', 'b'] }),
      field('port', { constraint: 'int', required: true }),
    ]
    const after = [
      field('host', { constraint: 'string | *"web"', default: 'web' }),
      field('mode', { constraint: '"a" | *"b"', default: 'b', enum: ['a', 'b'] }),
      field('port', { constraint: 'int', required: true, when: { name: 'mode', values: ['a'] } }),
    ]
    const [found] = compareAdapters([adapter('a', { parameters: before })], [adapter('a', { parameters: after })])
    expect(found?.changes.map((change) => [change.before, change.after, change.isBreaking])).toEqual([
      ['string = "www"', 'string = "web"', false],
      ['"a" | "b" = "a"', '"a" | "b" = "b"', false],
      ['int', 'int if mode == "a"', false],
    ])
  })

  it('tells changes that break users from those that do not', () => {
    const before = adapter('a', {
      parameters: [field('kept', { default: 1 }), field('lost')],
      stages: [{ name: 'build', tasks: ['one', 'two'], params: ['x'], results: ['digest'] }],
      resources: [{ id: 'deployment', apiVersion: 'apps/v1', kind: 'Deployment' }],
    })
    const after = adapter('a', {
      parameters: [field('kept', { default: 2 }), field('wanted', { required: true }), field('extra')],
      stages: [{ name: 'build', tasks: ['one', 'three'], params: ['x'], results: ['digest'] }],
      resources: [{ id: 'deployment', apiVersion: 'apps/v1', kind: 'StatefulSet' }],
    })
    const [found] = compareAdapters([before], [after])
    expect(found?.changes.map(({ part, name, change, isBreaking }) => [part, name, change, isBreaking])).toEqual([
      ['parameter', 'kept', 'changed', false],
      ['parameter', 'lost', 'removed', true],
      ['parameter', 'wanted', 'added', true],
      ['parameter', 'extra', 'added', false],
      ['task', 'build/two', 'removed', true],
      ['task', 'build/three', 'added', false],
      ['resource', 'deployment', 'changed', false],
    ])
    expect(found?.changes[0]).toMatchObject({ before: 'string = 1', after: 'string = 2' })
  })
})
