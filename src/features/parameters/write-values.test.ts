import { describe, expect, it } from 'vitest'
import type { Scope } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { writeValues } from './write-values.ts'

const scope: Scope = { kind: 'deployment', application: 'api', deployment: 'staging', environment: 'staging' }
const id = 'parameters/api/staging'
const row = (name: string, isSecret = false): SheetRow => ({
  name,
  originalName: 'timeout',
  group: 'api',
  field: undefined,
  doc: '',
  isSecret,
  isAutoBound: false,
  wanted: new Map(),
})
function after(text: string, ...changes: Parameters<typeof writeValues>[1]): string | undefined {
  const result = writeValues({ bases: { [id]: { text, version: 1 } } }, changes)({})
  return result.ok ? (result.value[id] ?? text) : undefined
}

describe('taking the value of a lifted parameter out', () => {
  const reset = { row: row('smoke-timeout'), scope, value: undefined }

  it('clears its own name, or else the name that it was lifted from', () => {
    expect(after('config:\n  timeout: "1"\n  smoke-timeout: "2"\n', reset)).toBe('config:\n  timeout: "1"\n')
    expect(after('config:\n  timeout: "1"\n  port: "2"\n', reset)).toBe('config:\n  port: "2"\n')
  })

  it('clears a secret likewise, and only ever sets its own name', () => {
    const text = 'secrets:\n  - name: timeout\n    key: a\n  - name: other\n    key: b\n'
    expect(after(text, { ...reset, row: row('smoke-timeout', true) })).toBe('secrets:\n  - name: other\n    key: b\n')
    expect(after('config:\n  timeout: "1"\n', { ...reset, value: '3' })).toBe(
      'config:\n  timeout: "1"\n  smoke-timeout: "3"\n',
    )
  })
})
