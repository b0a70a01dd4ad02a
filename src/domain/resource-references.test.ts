import { describe, expect, it } from 'vitest'
import { sampleLine } from './testing/sample-world.ts'
import { readResources } from './project-documents.ts'
import { linesUsing, referenceFindings } from './resource-references.ts'

const texts = {
  'repository/code': JSON.stringify({ name: 'code', kind: 'hosted', gitCloneUrl: '/git/code' }),
  'application/api': JSON.stringify({ name: 'api', displayName: 'API', qvsConfigRepository: 'code' }),
  'environment/staging': JSON.stringify({ name: 'staging', displayName: 'Staging' }),
  'environment/production': JSON.stringify({ name: 'production', displayName: 'Production' }),
  'deployment/api/staging': JSON.stringify({
    application: 'api',
    name: 'staging',
    environment: 'staging',
    displayName: 'S',
  }),
  'deployment/api/production': JSON.stringify({
    application: 'api',
    name: 'production',
    environment: 'production',
    displayName: 'P',
  }),
}

function found(changed: Readonly<Record<string, string>>): readonly string[] {
  return referenceFindings(readResources({ ...texts, ...changed }), { 'line/release': sampleLine }).map(
    ({ code, place }) => `${code} ${place.document ?? ''}`,
  )
}

describe('references between resources', () => {
  it('are sound when everything is there', () => {
    expect(found({})).toEqual([])
  })

  it('are reported where they stand and where the other end was taken away', () => {
    expect(found({ 'environment/staging': '' })).toEqual([
      'unknown-reference deployment/api/staging',
      'still-used environment/staging',
    ])
    expect(found({ 'repository/code': '' })).toEqual([
      'unknown-reference application/api',
      'still-used repository/code',
    ])
    expect(found({ 'deployment/api/staging': '' })).toEqual(['still-used deployment/api/staging'])
  })

  it('tell of a Pipeline that went which lines name it', () => {
    const lines = { 'line/release': sampleLine, 'line/other': 'spec: {stages: [{name: a, spec: {pipeline: mine}}]}' }
    const gone = referenceFindings(readResources(texts), lines, ['pipeline/mine', 'pipeline/unused'])
    expect(gone.map(({ code, args, place }) => [code, args?.['from'], place.document])).toEqual([
      ['still-used', 'line/other', 'pipeline/mine'],
    ])
    expect(linesUsing('mine', lines)).toEqual(['line/other'])
  })

  it('keep the names of layers free', () => {
    const text = JSON.stringify({ name: 'environment', displayName: 'E', qvsConfigRepository: 'code' })
    expect(found({ 'application/environment': text })).toEqual(['reserved-name application/environment'])
  })
})
