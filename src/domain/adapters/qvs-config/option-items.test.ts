import { describe, expect, it } from 'vitest'
import { optionValue, setOption } from './adapter-options.ts'
import type { Field } from '../catalog/description.ts'
import { changeItems, hasItems, type ItemChange } from './option-items.ts'
import { parseQvsConfig } from './qvs-config.ts'

const text = `designPatterns:
  - pattern: linewright.dev/adapters/local/service # the service
    params:
      ports:
        - name: http # people
          port: 80
        - { name: metrics, port: 9090 }
      env:
        LEVEL: info # loud
`
const place = { index: 0, section: 'params' } as const
const blank = { required: false, doc: '', constraint: '' }
const port: Field = { ...blank, name: '', kind: 'struct', fields: [{ ...blank, name: 'name', kind: 'string' }] }
const ports: Field = { ...blank, name: 'ports', kind: 'list', item: port }
const env: Field = { ...blank, name: 'env', kind: 'map', item: { ...blank, name: '', kind: 'string' } }
const http = { name: 'http', port: 80 }
const metrics = { name: 'metrics', port: 9090 }

function valuesOf(source: string): Readonly<Record<string, unknown>> {
  return parseQvsConfig(source).config.designPatterns[0]?.params ?? {}
}

function edited(field: Field, change: ItemChange, source = text): string {
  const given = valuesOf(source)[field.name]
  const result = changeItems(source, place, { field, path: [field.name], given }, change)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('the items of an option', () => {
  it('are added, copied, moved and taken out, and the others keep their comments', () => {
    expect(valuesOf(edited(ports, { kind: 'add' }))['ports']).toEqual([http, metrics, {}])
    expect(valuesOf(edited(ports, { kind: 'copy', at: 0 }))['ports']).toEqual([http, http, metrics])
    const moved = edited(ports, { kind: 'down', at: 0 })
    expect(valuesOf(moved)['ports']).toEqual([metrics, http])
    expect(moved).toContain('name: http # people')
    expect(edited(ports, { kind: 'up', at: 1 })).toBe(moved)
    expect(valuesOf(edited(ports, { kind: 'remove', at: 0 }))['ports']).toEqual([metrics])
  })

  it('may be lists themselves, or maps', () => {
    const row: Field = { ...blank, name: '', kind: 'list', item: { ...blank, name: '', kind: 'string' } }
    const rows: Field = { ...blank, name: 'rows', kind: 'list', item: row }
    const begun = edited(rows, { kind: 'add' })
    expect(valuesOf(begun)['rows']).toEqual([[]])
    const filled = setOption(begun, place, ['rows', 0], optionValue(row, 'a, b'))
    if (!filled.ok) throw new Error(filled.error.message)
    const more = edited(rows, { kind: 'copy', at: 0 }, filled.value)
    expect(valuesOf(more)['rows']).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    const emptied = setOption(more, place, ['rows', 1], optionValue(row, ''))
    expect(emptied.ok && valuesOf(emptied.value)['rows']).toEqual([['a', 'b'], []])
    expect(valuesOf(edited({ ...rows, item: env }, { kind: 'add' }))['rows']).toEqual([{}])
    expect(hasItems(rows, [['a'], 'b'])).toBe(false)
    expect(hasItems(rows, undefined)).toBe(true)
  })

  it('have names in a map', () => {
    expect(valuesOf(edited(env, { kind: 'name', name: 'A_B' }))['env']).toEqual({ LEVEL: 'info', A_B: '' })
    expect(valuesOf(edited(env, { kind: 'remove', at: 0 }))).toEqual({ ports: [http, metrics] })
  })

  it('begin with what counted before, and end with it', () => {
    const without = edited(ports, { kind: 'remove', at: 0 }, edited(ports, { kind: 'remove', at: 0 }))
    expect(valuesOf(without)).toEqual({ env: { LEVEL: 'info' } })
    expect(valuesOf(edited({ ...ports, default: [http] }, { kind: 'add' }, without))['ports']).toEqual([http, {}])
  })

  it('are filled one by one; an emptied one stays', () => {
    const begun = edited(ports, { kind: 'add' })
    const named = setOption(begun, place, ['ports', 2, 'name'], 'admin')
    expect(named.ok && valuesOf(named.value)['ports']).toEqual([http, metrics, { name: 'admin' }])
    const emptied = named.ok ? setOption(named.value, place, ['ports', 2, 'name'], undefined) : named
    expect(emptied.ok && valuesOf(emptied.value)['ports']).toEqual([http, metrics, {}])
  })

  it('are shown where there is something to show', () => {
    expect(hasItems(ports, undefined)).toBe(true)
    expect(hasItems(ports, ['http'])).toBe(false)
    expect(hasItems(env, '$(params.env)')).toBe(false)
    expect(hasItems({ ...ports, item: { ...blank, name: '', kind: 'string' } }, undefined)).toBe(false)
  })
})
