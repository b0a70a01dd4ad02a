import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryMetrics, type Delivery } from './delivery.ts'

const minute = 60_000
const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * minute).toISOString()
const delivery = (start: number, end: number, succeeded: boolean, line = 'release'): Delivery => ({
  ...{ line, startedAt: at(start), endedAt: at(end), succeeded, commits: [] },
})
const now = Date.parse(at(2000))

describe('how deliveries went', () => {
  it('counts, takes medians, and recovers from the first failure of a row', () => {
    const found = deliveryMetrics(
      [delivery(0, 10, true), delivery(20, 30, false), delivery(40, 45, false), delivery(50, 70, true)],
      14,
      now,
    )
    expect(found).toMatchObject({ succeeded: 2, failed: 2, perWeek: 1, lead: 15 * minute, recovery: 40 * minute })
  })

  it('says nothing where nothing is known, and takes no success of another line for a recovery', () => {
    const { weeks, ...rest } = deliveryMetrics([], 30, now)
    expect(rest).toEqual({ succeeded: 0, failed: 0, perWeek: 0, before: { succeeded: 0, failed: 0 } })
    expect(weeks.map(({ succeeded, failed }) => succeeded + failed)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    const other = [delivery(0, 1, false), delivery(1, 2, true, 'other')]
    expect(deliveryMetrics(other, 7, now)).not.toHaveProperty('recovery')
  })

  it('counts the lead time of a change from its commit to the first run that delivered it', () => {
    const [old, fresh] = [
      { commit: 'a', at: at(0) },
      { commit: 'b', at: at(100) },
    ]
    const found = deliveryMetrics(
      [
        { ...delivery(5, 10, false), commits: [old] },
        { ...delivery(15, 20, true), commits: [old, { commit: 'c' }] },
        { ...delivery(110, 130, true), commits: [old, fresh] },
        { ...delivery(140, 190, true), commits: [old] },
      ],
      30,
      now,
    )
    expect(found.fromCommit).toBe(25 * minute)
    expect(found.weeks.at(-1)).toMatchObject({ succeeded: 3, failed: 1, fromCommit: 25 * minute })
  })

  it('follows its course over weeks, beyond the days that are counted', () => {
    const week = 7 * 24 * 60
    const found = deliveryMetrics(
      [delivery(0, 1, true), delivery(2 * week, 2 * week + 1, false), delivery(2 * week, 2 * week + 2, true)],
      7,
      Date.parse(at(2 * week + 3)),
    )
    expect(found).toMatchObject({ succeeded: 1, failed: 1 })
    expect(found.weeks.slice(-3)).toMatchObject([
      { succeeded: 1, failed: 0 },
      { succeeded: 0, failed: 0 },
      { succeeded: 1, failed: 1, from: at(week + 3) },
    ])
  })

  it('tells of as many days before, for comparison', () => {
    const days = 24 * 60
    const found = deliveryMetrics(
      [delivery(0, 10, true), delivery(days, days + 30, false), delivery(3 * days, 3 * days + 20, true)],
      2,
      Date.parse(at(4 * days)),
    )
    expect(found).toMatchObject({ succeeded: 1, failed: 0, lead: 20 * minute })
    expect(found.before).toEqual({ succeeded: 1, failed: 1, lead: 10 * minute })
  })

  it('does not depend on the order in which it is told', () => {
    const some = fc.tuple(fc.nat(1000), fc.nat(100), fc.boolean(), fc.constantFrom('a', 'b'))
    fc.assert(
      fc.property(
        fc
          .uniqueArray(some, { selector: ([start, took]) => start + took })
          .map((all) => all.map(([start, took, succeeded, line]) => delivery(start, start + took, succeeded, line))),
        (all) => {
          expect(deliveryMetrics(all.toReversed(), 30, now)).toEqual(deliveryMetrics(all, 30, now))
        },
      ),
    )
  })
})
