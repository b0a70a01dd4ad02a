import { describe, expect, it } from 'vitest'
import { editResource } from './resource-edit.ts'

describe('editing a resource', () => {
  it('keeps the order of JSON, and the comments of YAML', () => {
    expect(editResource('{"name":"a","more":1}', { name: 'b' })).toEqual({
      ok: true,
      value: '{\n  "name": "b",\n  "more": 1\n}\n',
    })
    expect(editResource('name: a # mine\nmore: 1\n', { name: 'b' })).toEqual({
      ok: true,
      value: 'name: b # mine\nmore: 1\n',
    })
    expect(editResource('', { name: 'b' })).toEqual({ ok: true, value: '{\n  "name": "b"\n}\n' })
  })
})
