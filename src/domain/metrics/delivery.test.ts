import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryMetrics, type Delivery } from './delivery.ts'

const minute = 60_000
const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * minute).toISOString()
const delivery = (start: number, end: number, succeeded: boolean, line = 'release'): Delivery => ({
  ...{ line, startedAt: at(start), endedAt: at(end), succeeded },
})

describe('how deliveries went', () => {
  it('counts, takes medians, and recovers from the first failure of a row', () => {
    const found = deliveryMetrics(
      [delivery(0, 10, true), delivery(20, 30, false), delivery(40, 45, false), delivery(50, 70, true)],
      14,
    )
    expect(found).toEqual({ succeeded: 2, failed: 2, perWeek: 1, lead: 15 * minute, recovery: 40 * minute })
  })

  it('says nothing where nothing is known, and takes no success of another line for a recovery', () => {
    expect(deliveryMetrics([], 30)).toEqual({ succeeded: 0, failed: 0, perWeek: 0 })
    expect(deliveryMetrics([delivery(0, 1, false), delivery(1, 2, true, 'other')], 7)).not.toHaveProperty('recovery')
  })

  it('does not depend on the order in which it is told', () => {
    const some = fc.tuple(fc.nat(1000), fc.nat(100), fc.boolean(), fc.constantFrom('a', 'b'))
    fc.assert(
      fc.property(
        fc
          .uniqueArray(some, { selector: ([start, took]) => start + took })
          .map((all) => all.map(([start, took, succeeded, line]) => delivery(start, start + took, succeeded, line))),
        (all) => {
          expect(deliveryMetrics(all.toReversed(), 30)).toEqual(deliveryMetrics(all, 30))
        },
      ),
    )
  })
})
