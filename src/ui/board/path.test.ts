import { describe, expect, it } from 'vitest'
import { roundedPath } from './path.ts'

describe('rounded path', () => {
  it('rounds a corner by the radius', () => {
    expect(roundedPath([0, 0, 20, 0, 20, 20], 8)).toBe('M0 0 L12 0 Q20 0 20 8 L20 20')
  })

  it('never rounds beyond the middle of a short piece', () => {
    expect(roundedPath([0, 0, 4, 0, 4, 40], 8)).toBe('M0 0 L2 0 Q4 0 4 2 L4 40')
  })

  it('leaves out points that repeat', () => {
    expect(roundedPath([0, 0, 0, 0, 9, 0], 8)).toBe('M0 0 L9 0')
  })
})
