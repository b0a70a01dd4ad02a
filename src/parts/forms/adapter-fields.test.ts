import { expect, it } from 'vitest'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { valueMessages } from '../values/value-messages.ts'
import { type AdapterField, adapterFields, isLeft } from './adapter-fields.ts'

const text = (name: string, required: boolean): Field => ({
  name,
  kind: 'string',
  required,
  doc: '',
  constraint: 'string',
})
const struct = (name: string, required: boolean, fields: Field[]): Field => ({
  ...text(name, required),
  kind: 'struct',
  fields,
})

const port = text('port', true)
const fields = [
  text('name', true),
  struct('check', false, [struct('http', false, [text('host', false), port]), text('period', false)]),
  struct('store', true, [text('size', true)]),
]

function formOf(values: Readonly<Record<string, unknown>>): readonly AdapterField[] {
  return adapterFields(
    translator(valueMessages, 'en'),
    { default: 'default', onlyYaml: 'only YAML', from: (name) => name },
    { section: 'params', fields, values },
  )
}

function leftIn(form: readonly AdapterField[]): readonly string[] {
  return form.flatMap((field) =>
    field.fields === undefined ? (isLeft(field) ? [field.id] : []) : leftIn(field.fields),
  )
}

it('asks nothing of what may be left out, until something of it is given', () => {
  expect(leftIn(formOf({}))).toEqual(['params/name', 'params/store/size'])
  expect(leftIn(formOf({ check: { period: '5s' } }))).toEqual(['params/name', 'params/store/size'])
  expect(leftIn(formOf({ check: { http: { host: 'shop.example' } } }))).toEqual([
    'params/name',
    'params/check/http/port',
    'params/store/size',
  ])
})

it('folds what may be left out, and nothing else', () => {
  const folded = formOf({}).filter(({ folds }) => folds === true)
  expect(folded.map(({ label }) => label)).toEqual(['check'])
})
