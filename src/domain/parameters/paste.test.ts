import { describe, expect, it } from 'vitest'
import { sampleWorld } from '../testing/sample-world.ts'
import { lineBindings } from './line-bindings.ts'
import { planPaste } from './paste.ts'
import type { PastePlan } from './paste-plan.ts'
import { scopeKey } from './scope.ts'
import { parameterSheet } from './sheet.ts'

const { rows, scopes } = parameterSheet(sampleWorld, lineBindings([]), new Map())
const at = (name: string): number => rows.findIndex((row) => row.name === name)
const shown = ({ values }: PastePlan) =>
  values.map(({ row, scope, value }) => `${row.name} ${scopeKey(scope)} ${value ?? '-'}`)
const one = { width: 1, height: 1 }
const named = [
  'port api/production 81',
  'port application:api 82',
  'replicas api/production 4',
  'replicas application:api -',
]

describe('pasting from a spreadsheet', () => {
  it('lays a block down from the selected cell, takes out where it is empty and counts what has no place', () => {
    const first = rows[0]?.name ?? ''
    const plan = planPaste('1\t\n2\t3', rows.slice(0, 1), scopes, { row: 0, scope: 4, ...one })
    expect(shown(plan)).toEqual([`${first} api/staging 1`, `${first} api/production -`])
    expect(plan).toMatchObject({ left: 2, over: { width: 2, height: 2 } })
  })

  it('follows names where the block brings them, in any order', () => {
    const text = 'parameter\tapi production\tapplication:api\nport\t81\t82\nreplicas\t4\t\nunknown\t1\t'
    const plan = planPaste(text, rows, scopes, { row: at('logLevel'), scope: 0, ...one })
    expect(shown(plan)).toEqual(named)
    expect(plan).toMatchObject({ left: 1, unknown: ['unknown'] })
    expect(plan.over).toBeUndefined()
  })

  it('knows layers by their bare names, and says which columns it does not know', () => {
    const text = 'parameter\tStaging\tapi\tproject\tmoon\nport\t1\t2\t3\t4\nreplicas\t\t\t\t5'
    const plan = planPaste(text, rows, scopes, { row: 0, scope: 0, ...one })
    const layers = ['port environment:staging 1', 'port application:api 2', 'port project 3']
    expect(shown(plan).filter((value) => value.startsWith('port'))).toEqual(layers)
    expect(plan).toMatchObject({ left: 2, unknown: ['moon'] })
  })

  it('puts a column of values where the selection is, and none where a column is called as no place here is', () => {
    const target = { row: 0, scope: scopes.findIndex((scope) => scopeKey(scope) === 'api/staging'), ...one }
    const plan = planPaste('Parameter\tValue\t\r\nport\t81\t\r\nlogLevel\twarn\t\r\n', rows, scopes, target)
    expect(shown(plan).filter((value) => !value.endsWith('-'))).toEqual([
      'port api/staging 81',
      'logLevel api/staging warn',
    ])
    const elsewhere = planPaste('parameter\tmoon\tmars\nport\t81\t82', rows, scopes, target)
    expect(elsewhere).toEqual({ values: [], left: 2, unknown: ['moon', 'mars'] })
  })

  it('takes values that are called as environments are for values', () => {
    const plan = planPaste('port\tstaging\treplicas\nreplicas\tproduction\tapi', rows, scopes, {
      row: 0,
      scope: 3,
      ...one,
    })
    expect(plan.values.map(({ value }) => value)).toEqual(['staging', 'replicas', 'production', 'api'])
  })

  it('reads a head of two lines as the grid shows it, with merged cells', () => {
    const text = '\tapi\t\t\nparameter\t\tstaging\tproduction\nport\t1\t2\t3'
    expect(shown(planPaste(text, rows, scopes, { row: 0, scope: 0, ...one }))).toEqual([
      'port application:api 1',
      'port api/staging 2',
      'port api/production 3',
    ])
  })

  it('takes the names of the rows alone from the selected column on', () => {
    const to = { row: at('logLevel'), scope: 5, ...one }
    expect(shown(planPaste('port\t81\nreplicas\t4\n', rows, scopes, to))).toEqual([
      'port api/production 81',
      'replicas api/production 4',
    ])
    // One line that begins with no name makes it a block like any other.
    expect(planPaste('port\t81\nports\t4\n', rows, scopes, to).over).toEqual({ width: 2, height: 2 })
  })

  it.each([',', ';'])('reads a CSV file with %s between its fields by its names', (separator) => {
    const lines = ['"parameter",api/production,application:api', 'port,81,82', 'replicas,4,', '']
    const text = lines.join('\r\n').replaceAll(',', separator)
    expect(shown(planPaste(text, rows, scopes, { row: 0, scope: 0, ...one }))).toEqual(named)
  })

  it('follows a table that has a line for each place, with its names in one column or in two', () => {
    const target = { row: at('logLevel'), scope: 0, ...one }
    const wide = 'place\tport\treplicas\napi/production\t81\t4\napplication:api\t82\t\n'
    expect(shown(planPaste(wide, rows, scopes, target)).toSorted()).toEqual(named.toSorted())
    const two = 'application\tenvironment\tport\nnowhere\tstaging\t1\napi\tstaging\t2\n\tproduction\t3'
    const plan = planPaste(two, rows, scopes, target)
    expect(shown(plan)).toEqual(['port api/staging 2', 'port api/production 3'])
    expect(plan).toMatchObject({ left: 1, unknown: ['nowhere staging'] })
    // What stands below each other without a place is a column of values.
    expect(planPaste('port\nreplicas', rows, scopes, target).over).toEqual({ width: 1, height: 2 })
  })

  const lines = [
    'api\tproduction\tport\t81',
    'api\t\tport\t82',
    'api\tproduction\treplicas\t4',
    'moon\tproduction\tport\t9',
    'api\tmars\tport\t9',
    'api\tproduction\tunknown\t9',
    '\tstaging\treplicas\t',
  ].join('\n')
  const singles = [
    'port api/production 81',
    'port application:api 82',
    'replicas api/production 4',
    'replicas environment:staging -',
  ]

  it.each([
    ['as it is', lines],
    ['under titles', `application\tenvironment\tparameter\tvalue\n${lines}`],
    [
      'from a CSV file',
      `Application,Environment,Parameter,Value\r\n${lines.replaceAll('\t', ',').replaceAll('\n', '\r\n')}\r\n`,
    ],
  ])('follows a table that has a line for each single value, %s', (_how, text) => {
    const plan = planPaste(text, rows, scopes, { row: 0, scope: 0, ...one })
    expect(shown(plan)).toEqual(singles)
    expect(plan).toMatchObject({ left: 3, unknown: ['moon production', 'api mars', 'unknown'] })
    expect(plan.over).toBeUndefined()
  })

  it('lays no table down whose titles say that it holds single values, though few of its names are known', () => {
    const text = 'Application\tEnvironment\tParameter\tValue\napi\tmars\tport\t1\napi\tproduction\tnothing\t2'
    const none = planPaste(text, rows, scopes, { row: 0, scope: 0, ...one })
    expect(none).toMatchObject({ values: [], left: 2, unknown: ['api mars', 'nothing'] })
    const japanese = 'アプリケーション\t環境\tパラメータ\t値\napi\tmars\tport\t1\napi\tstaging\tport\t2'
    expect(shown(planPaste(japanese, rows, scopes, { row: 0, scope: 0, ...one }))).toEqual(['port api/staging 2'])
  })

  it('follows single values whose columns stand in another order, with others between', () => {
    const text = 'parameter\twhere\ttype\tvalue\nport\tapi/production\tnumber\t81\nreplicas\tapi/production\tnumber\t4'
    expect(shown(planPaste(text, rows, scopes, { row: 0, scope: 0, ...one }))).toEqual([singles[0], singles[2]])
    const pivot =
      'application\tenvironment\tparameter\tvalue\napi\tstaging\tport\t1\n\t\treplicas\t2\n\tproduction\tport\t3'
    expect(shown(planPaste(pivot, rows, scopes, { row: 0, scope: 0, ...one }))).toEqual([
      'port api/staging 1',
      'replicas api/staging 2',
      'port api/production 3',
    ])
  })

  it('means the environments of the application whose Deployment is selected', () => {
    const text = 'parameter\tStaging\tproduction\nport\t1\t2'
    const selected = (scope: string) => ({ row: 0, scope: scopes.findIndex((it) => scopeKey(it) === scope), ...one })
    expect(shown(planPaste(text, rows, scopes, selected('api/production')))).toEqual([
      'port api/staging 1',
      'port api/production 2',
    ])
    expect(shown(planPaste(text, rows, scopes, selected('environment:production')))).toEqual([
      'port environment:staging 1',
      'port environment:production 2',
    ])
  })

  it('cuts no value at its commas', () => {
    const first = rows[0]?.name ?? ''
    expect(shown(planPaste('a,b', rows, scopes, { row: 0, scope: 4, ...one }))).toEqual([`${first} api/staging a,b`])
  })

  it('takes the line break at the end of a text for no field, and an empty field for one', () => {
    const over = (text: string, selected: { width: number; height: number }) =>
      planPaste(text, rows, scopes, { row: 0, scope: 4, ...selected }).over
    expect(over('1\n', one)).toEqual(one)
    expect(over('', one)).toEqual(one)
    expect(over('', { width: 1, height: 3 })).toEqual({ width: 1, height: 3 })
    expect(over('\n', { width: 1, height: 2 })).toEqual({ width: 1, height: 2 })
  })

  it('repeats a block over a selection that holds it several times', () => {
    const plan = (text: string, width: number, height: number) =>
      planPaste(text, rows, scopes, { row: 0, scope: 0, width, height })
    expect(plan('1\t2', 2, 2).values.map(({ value }) => value)).toEqual(['1', '2', '1', '2'])
    expect(plan('1\t2', 3, 2).over).toEqual({ width: 2, height: 1 })
    expect(plan('1\t2\n3', 4, 4).over).toEqual({ width: 2, height: 2 })
  })
})
