import { describe, expect, it } from 'vitest'
import { deriveId } from './ids.ts'

describe('deriveId', () => {
  it.each([
    ['Web shop', 'web-shop'],
    ['Café 2', 'cafe-2'],
    ['ＡＰＩ１', 'api1'],
    ['2026', '2026'],
    ['倉庫', undefined],
    ['検証 2', undefined],
    ['倉庫 API', 'api'],
    ['!!', undefined],
  ])('makes of %s %s', (name, id) => expect(deriveId(name)).toBe(id))
})
