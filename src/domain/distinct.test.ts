import { expect, it } from 'vitest'
import { distinct } from './distinct.ts'

it('keeps the first of those that say the same, in their order', () => {
  expect(distinct([{ a: 1 }, { a: 2 }, { a: 1 }])).toEqual([{ a: 1 }, { a: 2 }])
  const items = [
    { name: 'x', of: 1 },
    { name: 'y', of: 2 },
    { name: 'x', of: 3 },
  ]
  expect(distinct(items, ({ name }) => name)).toEqual(items.slice(0, 2))
})
