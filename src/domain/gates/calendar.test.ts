import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedAt, closesNext } from './calendar.ts'
import { environmentRulesSchema, weekdays } from './rules.ts'
import { localTime, momentOf } from './zoned-time.ts'

const at = (text: string): number => Date.parse(text)
const weekdayHours = environmentRulesSchema.parse({
  windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '17:00', timeZone: 'Asia/Tokyo' }],
})

const zones = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Chatham']
const moment = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z') })
const zone = fc.constantFrom(...zones)

describe('a local time', () => {
  it('is the moment at which the clocks there show it', () => {
    fc.assert(
      fc.property(moment, zone, (time, timeZone) => {
        const shown = localTime(time, timeZone)
        const back = momentOf(`${shown.date}T${shown.time}`, timeZone)
        expect(localTime(back, timeZone)).toEqual(shown)
      }),
    )
  })

  it('that the clocks leave out is the moment of their change, one that comes twice the first time or the last', () => {
    const iso = (...of: Parameters<typeof momentOf>) => new Date(momentOf(...of)).toISOString()
    expect(iso('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z')
    expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(iso('2026-10-25T02:30', 'Europe/Berlin', 'last')).toBe('2026-10-25T01:30:00.000Z')
  })

  it('that is later on the clock is never earlier', () => {
    const changes = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-09-27', '2026-10-25', '2026-11-01')
    const time = fc
      .integer({ min: 0, max: 5 * 60 })
      .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
    fc.assert(
      fc.property(changes, time, time, zone, (date, one, other, timeZone) => {
        const [from = '', until = ''] = [one, other].sort()
        expect(momentOf(`${date}T${from}`, timeZone)).toBeLessThanOrEqual(
          momentOf(`${date}T${until}`, timeZone, 'last'),
        )
      }),
    )
  })
})

describe('the calendar of an environment', () => {
  it('knows hours of the week in their zone, and when they come back', () => {
    expect(closedAt(weekdayHours, at('2026-11-27T01:00Z'))).toBeUndefined()
    // Friday 17:00 in Tokyo is closed; Monday 09:00 is Sunday's midnight in UTC.
    expect(closedAt(weekdayHours, at('2026-11-27T08:00Z'))).toEqual({
      why: 'outside-window',
      until: at('2026-11-30T00:00Z'),
    })
  })

  it('shows a freeze with its title, and opens only in a window after it', () => {
    const freezes = [{ title: 'Year end', from: '2026-12-24T18:00', until: '2027-01-02T12:00', timeZone: 'Asia/Tokyo' }]
    const rules = environmentRulesSchema.parse({ ...weekdayHours, freezes })
    expect(closedAt(rules, at('2026-12-30T03:00Z'))).toEqual({
      why: 'freeze',
      title: 'Year end',
      until: at('2027-01-04T00:00Z'),
    })
  })

  it('takes no freeze that ends on a day that is not there', () => {
    const until = (day: string) =>
      environmentRulesSchema.safeParse({
        freezes: [{ title: 'F', from: '2026-01-01T00:00', until: `${day}T00:00`, timeZone: 'UTC' }],
      }).success
    expect(['2028-02-29', '2026-02-28', '2026-04-30'].map(until)).toEqual([true, true, true])
    expect(['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01'].map(until)).toEqual([false, false, false, false])
  })

  it('keeps a freeze over a change of the clocks, and to the last time that they show its end', () => {
    const frozen = (from: string, until: string) =>
      environmentRulesSchema.parse({ freezes: [{ title: 'F', from, until, timeZone: 'Europe/Berlin' }] })
    // In spring the clock skips 02:50: the freeze begins at 03:00.
    const spring = frozen('2026-03-29T02:50', '2026-03-29T03:10')
    expect(closedAt(spring, at('2026-03-29T00:59Z'))).toBeUndefined()
    expect(closedAt(spring, at('2026-03-29T01:05Z'))?.until).toBe(at('2026-03-29T01:10Z'))
    // In autumn the clock shows 02:30 twice.
    const autumn = frozen('2026-10-25T01:00', '2026-10-25T02:30')
    expect(closedAt(autumn, at('2026-10-25T00:45Z'))?.until).toBe(at('2026-10-25T01:30Z'))
  })

  it('takes a window over midnight as one', () => {
    const night = environmentRulesSchema.parse({
      windows: [{ days: ['sat'], from: '22:00', until: '04:00', timeZone: 'UTC' }],
    })
    expect(closedAt(night, at('2026-11-29T03:59Z'))).toBeUndefined()
    expect(closedAt(night, at('2026-11-29T04:00Z'))?.until).toBe(at('2026-12-05T22:00Z'))
  })

  it('is open at the moment that it names, and at no whole hour before', () => {
    const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`)
    const window = fc.record({
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
      from: time,
      until: time,
      timeZone: zone,
    })
    const date = fc.integer({ min: 1, max: 25 }).map((day) => `2026-11-${String(day).padStart(2, '0')}T12:00`)
    const freeze = fc
      .record({ title: fc.constant('F'), from: date, until: date, timeZone: zone })
      .filter(({ from, until }) => from < until)
    const rulesOf = fc.record({
      windows: fc.array(window, { maxLength: 3 }),
      freezes: fc.array(freeze, { maxLength: 3 }),
    })
    const november = fc.integer({ min: at('2026-11-01T00:00Z'), max: at('2026-11-30T00:00Z') })
    fc.assert(
      fc.property(rulesOf, november, (given, now) => {
        const rules = environmentRulesSchema.parse(given)
        const until = closedAt(rules, now)?.until
        if (until === undefined) {
          const closes = closesNext(rules, now) ?? Number.POSITIVE_INFINITY
          const isOpen = closedAt(rules, now) === undefined
          for (let hour = 1; isOpen && now + hour * 3_600_000 < closes && hour < 200; hour += 7)
            expect(closedAt(rules, now + hour * 3_600_000)).toBeUndefined()
          return
        }
        expect(until).toBeGreaterThan(now)
        expect(closedAt(rules, until)).toBeUndefined()
        for (let hour = 1; now + hour * 3_600_000 < until && hour < 200; hour += 7)
          expect(closedAt(rules, now + hour * 3_600_000)).toBeDefined()
      }),
      { numRuns: 40 },
    )
  })
})
