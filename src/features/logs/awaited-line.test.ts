import { describe, expect, it } from 'vitest'
import { awaitedLine } from './awaited-line.ts'

const whole = { lineCount: 1000, counted: undefined, ended: true }

describe('a line that the address names', () => {
  it('is waited for while the lines before it are counted', () => {
    const counting = { lineCount: 1000, counted: 0.4, ended: false }
    expect(awaitedLine(1000, counting)).toBe('counting')
    expect(awaitedLine(999, counting)).toBeUndefined()
    expect(awaitedLine(undefined, counting)).toBeUndefined()
  })

  it('is said to be missing once the log has ended before it, not while more may come', () => {
    expect(awaitedLine(1000, whole)).toBe('beyond')
    expect(awaitedLine(999, whole)).toBeUndefined()
    expect(awaitedLine(1000, { ...whole, ended: false })).toBeUndefined()
  })
})
