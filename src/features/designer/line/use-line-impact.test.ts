import { expect, it } from 'vitest'
import { olderText } from './use-line-impact.ts'

it('compares a draft with the version that it began from, also when a newer one is published', () => {
  const id = 'line/release'
  expect(olderText(id, 'v1', [{ id, text: 'v1' }])).toEqual({})
  expect(olderText(id, 'v1', [{ id, text: 'v2' }])).toEqual({ [id]: 'v1' })
  expect(olderText(id, 'v1', []), 'deleted meanwhile').toEqual({ [id]: 'v1' })
  expect(olderText(id, '', [{ id, text: 'v2' }]), 'a new line').toEqual({})
  expect(olderText(id, 'v1', undefined), 'not known yet').toEqual({})
})
