import { describe, expect, it } from 'vitest'
import { awaitedLine } from './awaited-line.ts'

describe('a line that the address names', () => {
  it('is awaited while earlier lines are counted, read or still to be printed', () => {
    const coming = { lineCount: 1000, ended: false }
    expect(awaitedLine(1000, coming)).toBe('awaited')
    expect(awaitedLine(999, coming)).toBeUndefined()
    expect(awaitedLine(undefined, coming)).toBeUndefined()
  })

  it('is reported missing once the log has ended before it', () => {
    const ended = { lineCount: 1000, ended: true }
    expect(awaitedLine(1000, ended)).toBe('beyond')
    expect(awaitedLine(999, ended)).toBeUndefined()
  })
})
