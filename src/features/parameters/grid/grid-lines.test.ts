import { describe, expect, it } from 'vitest'
import { draftWorld } from '#domain/line/draft-world.ts'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import type { ValuesView } from '../use-values-view.ts'
import { firstMeant } from './grid-lines.ts'

const bindings = lineBindings([])
const published = parameterSheet(sampleWorld, bindings, new Map())
const view: ValuesView = {
  view: 'grid',
  text: '',
  applications: [],
  environments: [],
  only: [],
  reference: undefined,
  closed: [],
  parameter: undefined,
  scope: undefined,
  left: undefined,
  right: undefined,
  dialog: undefined,
}

describe('the cell that a filter leads to', () => {
  const drafted = draftWorld(
    sampleWorld,
    {
      'parameters/api/production': 'config: {replicas: "3", nobodyAsks: "1"}',
      'parameters/api/staging': 'config: {replicas: "3"}',
    },
    {},
  )
  const compared = { sheet: parameterSheet(drafted, bindings, new Map()), published, reference: 'staging' }

  it('is the first that the filter matches', () => {
    const first = (filter: 'missing' | 'differs' | 'unused' | 'changed', more: Partial<ValuesView> = {}) =>
      firstMeant(filter, { ...compared, view: { ...view, ...more, only: [filter] } })
    expect(first('missing')).toEqual({ parameter: 'imageDigest', scope: 'api/staging' })
    expect(first('missing', { environments: ['production'] })).toEqual({
      parameter: 'imageDigest',
      scope: 'api/production',
    })
    expect(first('differs')).toEqual({ parameter: 'k8sNamespace', scope: 'api/production' })
    expect(first('unused')).toEqual({ parameter: 'nobodyAsks', scope: 'api/production' })
    expect(first('changed')).toEqual({ parameter: 'replicas', scope: 'api/staging' })
  })

  it('is none without a match', () => {
    expect(firstMeant('changed', { ...compared, sheet: published, view })).toBeUndefined()
  })
})
