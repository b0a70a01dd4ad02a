import { describe, expect, it } from 'vitest'
import { nearestInDirection } from './nearest.ts'

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 10, height: 10 })
const grid = [box('a', 0, 0), box('b', 100, 0), box('c', 0, 50), box('d', 100, 60)]

describe('focus by arrow keys', () => {
  it.each([
    ['right', 'a', 'b'],
    ['down', 'a', 'c'],
    ['left', 'd', 'c'],
    ['up', 'd', 'b'],
  ] as const)('goes %s from %s to %s', (direction, from, to) => {
    const start = grid.find((entry) => entry.id === from)
    expect(start && nearestInDirection(grid, start, direction)?.id).toBe(to)
  })

  it('stays if there is nothing in that direction', () => {
    expect(nearestInDirection(grid, box('a', 0, 0), 'up')).toBeUndefined()
  })
})
