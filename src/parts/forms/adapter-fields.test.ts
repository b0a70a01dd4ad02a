import { expect, it } from 'vitest'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { valueMessages } from '../values/value-messages.ts'
import { type AdapterField, adapterFields } from './adapter-fields.ts'

const blank = { name: '', required: false, doc: '', constraint: '' }
const text: Field = { ...blank, kind: 'string' }
const words = { default: 'default', onlyYaml: 'YAML', from: (name: string) => name }

function shown(item: Field, given: unknown): AdapterField | undefined {
  const fields: readonly Field[] = [{ ...blank, name: 'rows', kind: 'list', item }]
  const section = { section: 'params', fields, values: { rows: given } } as const
  return adapterFields(translator(valueMessages, 'en'), words, section)[0]
}

it('shows the lists of a list one by one, each as far down as it goes', () => {
  const row: Field = { ...blank, kind: 'list', item: text }
  expect(shown(row, [['a', 'b'], []])).toMatchObject({
    kind: 'group',
    repeats: 'list',
    fields: [
      { label: 'rows 1', kind: 'list', value: 'a,b', isEntry: true },
      { label: 'rows 2', kind: 'list', value: '' },
    ],
  })
  const deep = shown({ ...blank, kind: 'list', item: row }, [[['a'], ['b']]])
  expect(deep?.fields?.[0]?.fields?.map(({ value, place }) => [value, place.path])).toEqual([
    ['a', ['rows', 0, 0]],
    ['b', ['rows', 0, 1]],
  ])
})

it('shows the maps of a list one by one, and leaves what is neither to YAML', () => {
  const map: Field = { ...blank, kind: 'map', item: text }
  expect(shown(map, [{ a: 'x' }])?.fields?.[0]).toMatchObject({
    kind: 'group',
    repeats: 'map',
    fields: [{ label: 'a' }],
  })
  expect(shown(map, ['x', { a: 'x' }])).toMatchObject({ kind: 'fixed', reason: 'YAML' })
})
