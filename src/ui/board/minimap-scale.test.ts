import { describe, expect, it } from 'vitest'
import { minimapScale } from './minimap-scale.ts'

const room = { width: 130, height: 66 }

describe('the overview of a board', () => {
  it('keeps the shape of a common board', () => {
    const { x, y } = minimapScale({ width: 1300, height: 600 }, room)
    expect(x).toBe(y)
    expect(x).toBeCloseTo(0.1)
  })

  it('keeps a very tall lane and a very wide row visible', () => {
    const lane = { width: 232, height: 90_000 }
    const tall = minimapScale(lane, room)
    expect(lane.width * tall.x).toBe(36)
    expect(lane.height * tall.y).toBe(66)
    const row = { width: 90_000, height: 100 }
    const wide = minimapScale(row, room)
    expect(row.width * wide.x).toBe(130)
    expect(row.height * wide.y).toBe(36)
  })
})
