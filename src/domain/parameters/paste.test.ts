import { describe, expect, it } from 'vitest'
import { sampleWorld } from '../line/sample-world.ts'
import { lineBindings } from './line-bindings.ts'
import { blockFor, planPaste } from './paste.ts'
import { scopeKey } from './scope.ts'
import { parameterSheet } from './sheet.ts'

const { rows, scopes } = parameterSheet(sampleWorld, lineBindings([]), new Map())
const at = (name: string): number => rows.findIndex((row) => row.name === name)
const shown = (plan: ReturnType<typeof planPaste>) =>
  plan.values.map(({ row, scope, value }) => `${row.name} ${scopeKey(scope)} ${value ?? '-'}`)

describe('pasting from a spreadsheet', () => {
  it('lays a block down from the selected cell, takes out where it is empty and counts what has no place', () => {
    const first = rows[0]?.name ?? ''
    const plan = planPaste(
      [
        ['1', ''],
        ['2', '3'],
      ],
      rows.slice(0, 1),
      scopes,
      { row: 0, scope: 4 },
    )
    expect(shown(plan)).toEqual([`${first} api/staging 1`, `${first} api/production -`])
    expect(plan.left).toBe(2)
  })

  it('follows names where the block brings them, in any order', () => {
    const plan = planPaste(
      [
        ['parameter', 'api production', 'application:api'],
        ['port', '81', '82'],
        ['replicas', '4', ''],
        ['unknown', '1', ''],
      ],
      rows,
      scopes,
      { row: at('logLevel'), scope: 0 },
    )
    expect(shown(plan)).toEqual([
      'port api/production 81',
      'port application:api 82',
      'replicas api/production 4',
      'replicas application:api -',
    ])
    expect(plan).toMatchObject({ left: 1, byName: true })
  })

  it('takes the line break at the end of a text for no field, and an empty field for one', () => {
    const one = { width: 1, height: 1 }
    expect(blockFor([['1'], ['']], one)).toEqual([['1']])
    expect(blockFor([['']], one)).toEqual([['']])
    expect(blockFor([['']], { width: 1, height: 3 })).toEqual([[''], [''], ['']])
    expect(blockFor([[''], ['']], { width: 1, height: 2 })).toEqual([[''], ['']])
  })

  it('repeats a block over a selection that holds it several times', () => {
    expect(blockFor([['1', '2']], { width: 2, height: 2 })).toEqual([
      ['1', '2'],
      ['1', '2'],
    ])
    expect(blockFor([['1', '2']], { width: 3, height: 2 })).toEqual([['1', '2']])
    expect(blockFor([['1', '2'], ['3']], { width: 4, height: 4 })).toEqual([['1', '2'], ['3']])
  })
})
