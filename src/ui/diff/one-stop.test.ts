import { expect, it } from 'vitest'
import { stopAfter } from './one-stop.ts'

it('moves among lines with arrows, Home and End, and stays at the ends', () => {
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Tab'].map((key) => stopAfter(key, 1, 5))).toEqual([
    2,
    0,
    0,
    4,
    undefined,
  ])
  expect(stopAfter('ArrowDown', 4, 5)).toBe(4)
  expect(stopAfter('ArrowUp', 0, 5)).toBe(0)
})
