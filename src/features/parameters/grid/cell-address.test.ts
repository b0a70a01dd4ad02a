import { describe, expect, it } from 'vitest'
import { draftWorld } from '#domain/line/draft-world.ts'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import { chosenCell, rangeIn } from './cell-address.ts'

const sheet = parameterSheet(sampleWorld, lineBindings([]), new Map())
const [row] = sheet.rows
const [scope] = sheet.scopes
const address = { parameter: 'port', scope: 'api/staging' }

describe('the cell that is looked at', () => {
  it('is the one that the address names, until one is selected', () => {
    const [named, at] = chosenCell(sheet, address, undefined)
    expect([named?.name, at && scopeKey(at)]).toEqual(['port', 'api/staging'])
    if (row === undefined || scope === undefined) throw new Error('the sample has cells')
    expect(chosenCell(sheet, address, { row, scope, rows: [row], scopes: [scope] })).toEqual([row, scope])
  })

  it('is none if nothing has the name', () => {
    expect(chosenCell(sheet, { parameter: 'moon', scope: undefined }, undefined)).toEqual([undefined, undefined])
  })
})

it('a range that stays selected while values change has the new values', () => {
  const rows = sheet.rows.filter(({ name }) => name === 'logLevel')
  const scopes = sheet.scopes.filter(({ kind }) => kind === 'deployment')
  const [first, at] = [rows[0], scopes[0]]
  if (first === undefined || at === undefined) throw new Error('the sample has cells')
  const typed = draftWorld(sampleWorld, { 'parameters/api/staging': 'config: {logLevel: warn}' }, {})
  const next = parameterSheet(typed, lineBindings([]), new Map())
  const now = rangeIn(next, { row: first, scope: at, rows, scopes })
  expect(now.rows.flatMap((one) => now.scopes.map((place) => next.cell(one, place).own))).toEqual(['warn', undefined])
})
