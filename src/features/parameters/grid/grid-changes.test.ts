import { describe, expect, it } from 'vitest'
import { draftWorld } from '#domain/line/draft-world.ts'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import type { ValueChange } from '../values-context.ts'
import { changeTo, clearing, pasting } from './grid-changes.ts'
import { type GridLine, heads } from './grid-lines.ts'

const texts = { 'parameters/api/production': 'config: {replicas: "3"}', 'parameters/api/staging': 'config: {}' }
const drafted = draftWorld(sampleWorld, texts, {})
const sheet = parameterSheet(drafted, lineBindings([]), new Map())
const rows = ['replicas', 'password'].map((name) => {
  const row = sheet.rows.find((one) => one.name === name) ?? sheet.rows[0]
  if (row === undefined) throw new Error('The sample has no rows')
  const field = { name, kind: 'int', required: true, doc: '', constraint: '' } as const
  return { ...row, name, field, isSecret: name === 'password' }
})
const lines: readonly GridLine[] = [
  { kind: 'group', group: 'api', count: 2, isOpen: true },
  ...rows.map((row): GridLine => ({ kind: 'row', row })),
]
const scopes = sheet.scopes.filter(({ kind }) => kind === 'deployment').slice(0, 2)
const shown = {
  lines,
  scopes,
  sheet,
  isEditable: (line: GridLine | undefined) => line?.kind === 'row',
  secretTexts: () => ['db-password'],
}
const said = (changes: readonly ValueChange[]) =>
  changes.map(({ row, scope, value }) => `${row.name} ${scopeKey(scope)} ${value ?? '-'}`)
const at = (column: number, row: number, width = 1, height = 1) => ({ x: heads + column, y: row, width, height })

describe('what the grid changes', () => {
  it('is nothing on the heading of a group, or if the cell has the same text', () => {
    const column = scopes.findIndex((scope) => scopeKey(scope) === 'api/production')
    expect(changeTo(shown, [heads, 0], '5')).toEqual([])
    expect(changeTo(shown, [heads + column, 1], '3')).toEqual([])
    expect(said(changeTo(shown, [heads + column, 1], '4'))).toEqual(['replicas api/production 4'])
    expect(said(changeTo(shown, [heads + column, 1], ''))).toEqual(['replicas api/production -'])
  })

  it('never includes a secret that the environment does not store', () => {
    expect(changeTo(shown, [heads, 2], 'hunter2hunter2')).toEqual([])
    expect(changeTo(shown, [heads, 2], 'db-password')).toHaveLength(1)
    const { changes, left, secrets } = pasting(shown, 'hunter2hunter2\tdb-password', at(0, 2))
    expect(changes.map(({ value }) => value)).toEqual(['db-password'])
    expect([left, secrets]).toEqual([1, 1])
  })

  it('takes values that their field does not accept, and counts them', () => {
    expect(pasting(shown, 'many', at(0, 1))).toMatchObject({ left: 0, faults: 1, changes: [{ value: 'many' }] })
    expect(pasting(shown, '４', at(0, 1))).toMatchObject({ faults: 0 })
  })

  it('is nothing if a table brings back the values in effect, in the notation of a spreadsheet', () => {
    const table = (value: string) => `Application\tEnvironment\tParameter\tValue\napi\tproduction\treplicas\t${value}`
    expect(pasting(shown, table('3'), at(0, 0))).toMatchObject({ there: 1, changes: [] })
    expect(pasting(shown, table('３'), at(0, 0))).toMatchObject({ there: 1, changes: [] })
    expect(pasting(shown, table('4'), at(0, 0)).changes).toHaveLength(1)
  })

  it('clears what is set there, but nothing inherited', () => {
    expect(said(clearing(shown, [at(0, 0, 2, 3)]))).toEqual(['replicas api/production -'])
  })

  it('begins below the heading of a group, and ends at the edge of the grid', () => {
    const { changes, over } = pasting(shown, '1\t2\t3\n', at(0, 0))
    expect(changes.map(({ row, value }) => `${row.name} ${value ?? ''}`)).toEqual(['replicas 1', 'replicas 2'])
    expect(over).toEqual({ x: heads, y: 0, width: 2, height: 2 })
  })
})
