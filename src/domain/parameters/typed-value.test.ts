import { describe, expect, it } from 'vitest'
import type { Field } from '../adapters/catalog/description.ts'
import { typedValue } from './typed-value.ts'

const field = (some: Partial<Field>): Field => ({
  name: 'x',
  kind: 'string',
  required: true,
  doc: '',
  constraint: '',
  ...some,
})

describe('what was typed, as it was meant', () => {
  it.each<[string, Partial<Field>, string, string]>([
    ['a number', { kind: 'int' }, '１２', '12'],
    ['a memory', { format: 'quantity' }, ' １２８Ｍi ', '128Mi'],
    ['an amount with a space', { format: 'quantity' }, '1.5 Gi', '1.5Gi'],
    ['a memory as the sheet shows it', { format: 'quantity' }, '256 MiB', '256Mi'],
    ['a duration', { format: 'duration' }, '３０s', '30s'],
    ['a switch', { format: 'boolean' }, 'ｔｒｕｅ', 'true'],
    ['a choice', { enum: ['debug', 'info'] }, 'ｄｅｂｕｇ', 'debug'],
    ['thousands', { kind: 'int' }, '1,200,000', '1200000'],
    ['no thousands', { kind: 'number' }, '1,20', '1,20'],
    ['a switch of a spreadsheet', { kind: 'bool' }, 'TRUE', 'true'],
    ['a choice in capitals', { enum: ['debug', 'info'] }, 'INFO', 'info'],
    ['one of two alike', { enum: ['Info', 'info'] }, 'INFO', 'INFO'],
    ['a list of numbers', { kind: 'list', item: field({ kind: 'int' }) }, '１,２', '1,2'],
    ['a port', { pattern: '^[0-9]{1,5}$' }, '８０８０', '8080'],
    ['what no form of it matches', { pattern: '^[a-z]+$' }, '８０', '８０'],
    ['free text', {}, '１２ ', '１２ '],
    ['what is no choice', { enum: ['debug'] }, '１２', '１２'],
  ])('%s', (_, some, typed, meant) => {
    expect(typedValue(field(some), typed)).toBe(meant)
  })
})
