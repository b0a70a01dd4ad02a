import { expect, it } from 'vitest'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { valueMessages } from '../values/value-messages.ts'
import { type AdapterField, adapterFields, without } from './adapter-fields.ts'

const blank = { name: '', required: false, doc: '', constraint: '' }
const text: Field = { ...blank, kind: 'string' }
const words = {
  default: 'default',
  noYaml: 'no YAML',
  empty: 'empty',
  secret: 'from a parameter',
  from: (name: string) => name,
}

function fieldsOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): readonly AdapterField[] {
  const section = {
    section: 'params',
    fields,
    values,
    yamlOf: (path: readonly (string | number)[]) => `# ${path.join('.')}`,
  } as const
  return adapterFields(translator(valueMessages, 'en'), words, section)
}

function shown(item: Field, given: unknown): AdapterField | undefined {
  return fieldsOf([{ ...blank, name: 'rows', kind: 'list', item }], { rows: given })[0]
}

it('shows lists within lists one by one, as deeply as they go', () => {
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

it('shows maps within a list one by one, and other items as YAML', () => {
  const map: Field = { ...blank, kind: 'map', item: text }
  expect(shown(map, [{ a: 'x' }])?.fields?.[0]).toMatchObject({
    kind: 'group',
    repeats: 'map',
    fields: [{ label: 'a' }],
  })
  expect(shown(map, ['x', { a: 'x' }])).toMatchObject({ kind: 'code', isYaml: true, value: '# rows' })
})

it('shows structs and lists of unknown content as YAML, and never a field for typing a secret', () => {
  const fields: readonly Field[] = [
    { ...blank, name: 'loose', kind: 'struct' },
    { ...blank, name: 'pair', kind: 'list' },
    { ...blank, name: 'password', kind: 'secret', required: true },
    { ...blank, name: 'side', kind: 'string', enum: ['', 'left'], default: '' },
  ]
  const [loose, pair, password, side] = fieldsOf(fields, { loose: { a: 1 } })
  expect([loose?.value, pair?.value, loose?.kind, pair?.kind]).toEqual(['# loose', '', 'code', 'code'])
  expect([loose?.check('a: ['), loose?.check('a: [1]')]).toEqual(['no YAML', undefined])
  expect(password).toMatchObject({ kind: 'fixed', reason: 'from a parameter' })
  expect(fieldsOf(fields, { password: '$(params.password)' })[2]).toMatchObject({ kind: 'text', takes: 'password' })
  expect(side?.choices?.map(({ title }) => title)).toEqual(['empty', 'left'])
})

it('removes fields that are shown elsewhere from their groups', () => {
  const inner: Field = {
    ...blank,
    name: 'inner',
    kind: 'struct',
    required: true,
    fields: [{ ...text, name: 'one', required: true }],
  }
  const outer: Field = {
    ...blank,
    name: 'outer',
    kind: 'struct',
    required: true,
    fields: [inner, { ...text, name: 'two' }],
  }
  const left = without(fieldsOf([outer], {}), new Set(['params/outer/inner/one']))
  expect(left[0]?.fields?.map(({ label }) => label)).toEqual(['two'])
})

it('keeps invalid YAML in its field', () => {
  const fields: readonly Field[] = [{ ...blank, name: 'loose', kind: 'struct' }]
  const unread = { 'params/loose': '{a: ' }
  const section = { section: 'params', fields, values: { loose: { a: 1 } }, yamlOf: () => 'a: 1', unread } as const
  expect(adapterFields(translator(valueMessages, 'en'), words, section)[0]?.value).toBe('{a: ')
})
