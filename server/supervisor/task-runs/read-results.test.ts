import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskPatterns } from '../logging/masker.ts'
import { readResults } from './read-results.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'linewright-results-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const declared = { name: 'o', type: 'object' as const, keys: ['a', 'b'] }
const read = (text: string) => {
  writeFileSync(join(folder, 'o'), text)
  return readResults(folder, { results: [declared], resultLimit: 4096 }, maskPatterns([]))
}

describe('results of a task', () => {
  it('are objects with every key that is declared', () => {
    expect(read('{"a":"1","b":"2","c":"3"}')).toEqual({
      results: [{ name: 'o', type: 'object', value: { a: '1', b: '2', c: '3' } }],
    })
    expect(read('{"a":"1"}').failure).toEqual({
      reason: 'TaskRunValidationFailed',
      message: 'Result "o" lacks the keys b that it is declared with',
    })
  })
})
