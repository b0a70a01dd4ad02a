import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextFiring, parseCron } from './cron.ts'

function cron(text: string): string {
  const parsed = parseCron(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

/** The next firings after a time, as ISO texts. */
function next(text: string, after: string, zone: string, count = 1): string[] {
  const found: string[] = []
  let at = Date.parse(after)
  while (found.length < count) {
    const following = nextFiring(cron(text), at, zone)
    if (following === undefined) break
    found.push(new Date(following).toISOString().replace(':00.000Z', 'Z'))
    at = following
  }
  return found
}

describe('a schedule of five fields', () => {
  it.each([
    ['30 6 * * 1-5', '2026-11-27T12:00Z', 'UTC', ['2026-11-30T06:30Z']],
    ['30 6 * * mon-fri', '2026-11-27T12:00Z', 'Asia/Tokyo', ['2026-11-29T21:30Z']],
    ['0 0 1 jan *', '2026-01-01T00:00Z', 'UTC', ['2027-01-01T00:00Z']],
    ['*/20 9-10 * * *', '2026-01-01T09:30Z', 'UTC', ['2026-01-01T09:40Z', '2026-01-01T10:00Z', '2026-01-01T10:20Z']],
    ['0 12 13 * 5', '2026-11-06T12:00Z', 'UTC', ['2026-11-13T12:00Z', '2026-11-20T12:00Z']],
    ['0 12 * * 7', '2026-11-27T00:00Z', 'UTC', ['2026-11-29T12:00Z']],
    ['0 0 29 2 *', '2026-01-01T00:00Z', 'UTC', ['2028-02-29T00:00Z']],
    ['0 0 31 2 *', '2026-01-01T00:00Z', 'UTC', []],
  ] as const)('%s after %s in %s', (text, after, zone, expected) => {
    expect(next(text, after, zone, Math.max(1, expected.length))).toEqual(expected)
  })

  it('fires once on each day on which the clocks change', () => {
    // 02:30 does not exist on 29 March and comes twice on 25 October.
    expect(next('30 2 * * *', '2026-03-28T12:00Z', 'Europe/Berlin', 2)).toEqual([
      '2026-03-29T01:00Z',
      '2026-03-30T00:30Z',
    ])
    expect(next('30 2 * * *', '2026-10-24T12:00Z', 'Europe/Berlin', 2)).toEqual([
      '2026-10-25T00:30Z',
      '2026-10-26T01:30Z',
    ])
  })

  it('goes on in every hour while the clocks are changed', () => {
    const hourly = next('15 * * * *', '2026-10-24T23:30Z', 'Europe/Berlin', 4)
    expect(hourly).toEqual(['2026-10-25T00:15Z', '2026-10-25T01:15Z', '2026-10-25T02:15Z', '2026-10-25T03:15Z'])
  })

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '5-2 * * * *',
    '*/0 * * * *',
    'a * * * *',
    '* * * * 8',
    '1-2-3 * * * *',
    '@daily',
  ])('refuses %j', (text) => {
    expect(parseCron(text).ok).toBe(false)
  })

  it('says which field is wrong', () => {
    const parsed = parseCron('0 24 * * 1')
    expect(parsed.ok ? '' : parsed.error.message).toBe('"24" is no hour')
  })

  it('always fires later than it was asked, at a minute that it names', () => {
    const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe']
    const minutes = fc.uniqueArray(fc.nat(59), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        minutes,
        fc.nat(23),
        fc.integer({ min: 0, max: 2e12 }),
        fc.constantFrom(...zones),
        (at, hour, after, zone) => {
          const found = nextFiring(cron(`${at.join()} ${hour} * * *`), after, zone)
          expect(found).toBeGreaterThan(after)
          expect((found ?? 0) % 60_000).toBe(0)
          expect((found ?? 0) - after).toBeLessThanOrEqual(50 * 3_600_000)
        },
      ),
      { numRuns: 100 },
    )
  })
})
