import { expect, it } from 'vitest'
import { fieldsShown } from './conditional-fields.ts'
import { fieldSchema } from './description.ts'

const fields = [
  { name: 'mode', kind: 'string', required: false, default: 'plain' },
  { name: 'certificate', kind: 'string', required: true, when: { name: 'mode', values: ['tls', 'mtls'] } },
  { name: 'note', kind: 'string', required: false },
  {
    name: 'log',
    kind: 'string',
    required: true,
    when: { name: 'mode', values: ['tls'], and: [{ name: 'note', values: ['x', 'y'] }] },
  },
  { name: 'colour', kind: 'string', required: true, when: { name: 'note' } },
].map((field) => fieldSchema.parse(field))

const shown = (values: Readonly<Record<string, unknown>>) =>
  fieldsShown(fields, values).map(({ name, required }) => `${name}${required ? '*' : ''}`)

it('shows a field when the one that it depends on says so, by its value or its default', () => {
  expect(shown({})).toEqual(['mode', 'note'])
  expect(shown({ mode: 'tls' })).toEqual(['mode', 'certificate*', 'note'])
  expect(shown({ note: 'x' })).toEqual(['mode', 'note', 'colour*'])
})

it('shows what may be there without asking for it, and what has a value that nobody takes', () => {
  expect(shown({ mode: '$(params.mode)' })).toEqual(['mode', 'certificate', 'note'])
  expect(shown({ certificate: 'c' })).toEqual(['mode', 'certificate', 'note'])
})

it('shows a field that depends on several when all of them say so', () => {
  expect(shown({ mode: 'tls', note: 'x' })).toEqual(['mode', 'certificate*', 'note', 'log*', 'colour*'])
  expect(shown({ mode: 'tls', note: '$(params.note)' })).toEqual(['mode', 'certificate*', 'note', 'log', 'colour'])
  expect(shown({ mode: '$(params.mode)', note: 'z' })).toEqual(['mode', 'certificate', 'note', 'colour*'])
})
