import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuration, printDuration } from './duration.ts'

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['90s', 90_000],
    ['100ms', 100],
    ['.5s', 500],
    ['+2m', 120_000],
    ['1us', 1],
  ])('reads %s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })

  it.each(['', '5', '5 m', '-1s', '1d', 'h', '1h 30m', '.s'])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it('reads what printDuration writes', () => {
    fc.assert(fc.property(fc.nat(10 ** 9), (ms) => parseDuration(printDuration(ms)) === ms))
    fc.assert(fc.property(fc.nat(10_000), (ms) => parseDuration(printDuration(ms)) === ms))
    expect([3_600_000, 90_000, 2500, 700, 0].map(printDuration)).toEqual(['1h0m0s', '1m30s', '2.5s', '700ms', '0s'])
  })
})
