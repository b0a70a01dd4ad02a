import { expect, it } from 'vitest'
import { amongValues, at } from './grid-selection.ts'

it('keeps a selection among the values, right of the names', () => {
  const value = at([5, 3])
  expect(amongValues(value)).toBe(value)
  expect(amongValues(at([0, 3]))).toEqual(at([2, 3]))
  const { current, ...rest } = value
  if (current === undefined) throw new Error('a cell is selected')
  const toTheLeft = { ...rest, current: { ...current, range: { x: 0, y: 3, width: 6, height: 2 } } }
  expect(amongValues(toTheLeft).current).toMatchObject({ cell: [5, 3], range: { x: 2, y: 3, width: 4, height: 2 } })
})
