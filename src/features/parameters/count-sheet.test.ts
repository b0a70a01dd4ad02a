import { describe, expect, it } from 'vitest'
import { draftWorld } from '#domain/line/draft-world.ts'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet, type Sheet } from '#domain/parameters/sheet.ts'
import { countSheet } from './count-sheet.ts'

const bindings = lineBindings([])
const secrets = new Map([['staging', new Map([['db', ['1']]])]])
const sheetOf = (texts: Readonly<Record<string, string>>): Sheet =>
  parameterSheet(draftWorld(sampleWorld, texts, {}), bindings, secrets)

describe('the counts above the values', () => {
  const published = sheetOf({})

  it('equal those of a fresh sheet, whatever was typed before', () => {
    const [production, staging, environment] = [
      'parameters/api/production',
      'parameters/api/staging',
      'parameters/environment/staging',
    ]
    const typed = [
      { [production]: 'config: {logLevel: warn}' },
      { [production]: 'config: {logLevel: warn}', [staging]: 'config: {logLevel: warn, replicas: "1"}' },
      { [production]: 'config: {logLevel: warn}', [environment]: 'config: {logLevel: debug, port: many}' },
      { [production]: 'config: {nobodyAsks: "1"}', [staging]: 'config: {nobodyAsks: "2"}' },
      {},
    ]
    for (const texts of typed) {
      const fresh = parameterSheet(draftWorld(sampleWorld, texts, {}), lineBindings([]), secrets)
      for (const reference of ['staging', 'production', 'nowhere'])
        expect(countSheet(sheetOf(texts), published, reference)).toEqual(countSheet(fresh, published, reference))
    }
  })

  it('only look at columns that have changed', () => {
    const drafted = { 'parameters/api/production': 'config: {logLevel: warn}' }
    countSheet(sheetOf(drafted), published, 'production')
    const next = sheetOf({ ...drafted, 'parameters/api/staging': 'config: {logLevel: debug}' })
    const asked = new Set<string>()
    const watched: Sheet = {
      ...next,
      cell: (row, scope) => {
        asked.add(scope.kind === 'deployment' ? scope.deployment : scope.kind)
        return next.cell(row, scope)
      },
    }
    countSheet(watched, published, 'production')
    expect([...asked]).toEqual(['staging'])
  })
})
