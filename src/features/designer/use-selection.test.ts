import { expect, it } from 'vitest'
import { meantBy } from './use-selection.ts'

const two = { selected: 'b', selection: new Set(['a', 'b']) }

it('means what is selected, or else the card that the arrows have come to', () => {
  expect(meantBy(two, undefined)).toBe(two)
  expect(meantBy(two, 'a')).toBe(two)
  expect(meantBy(two, 'c')).toEqual({ selected: 'c', selection: new Set(['c']) })
})
