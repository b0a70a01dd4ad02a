import { expect, it } from 'vitest'
import { nextOf } from './next-of.ts'

it('goes on with the same run, then with the oldest gate', () => {
  const [old, here, board] = [
    { run: 'a', key: 'production' },
    { run: 'b', key: 'production' },
    { run: 'b', key: 'production:board' },
  ]
  expect(nextOf([old, here, board], here)).toBe(board)
  expect(nextOf([old, here], here)).toBe(old)
  expect(nextOf([here], here)).toBeUndefined()
})
