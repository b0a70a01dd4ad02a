import { describe, expect, it } from 'vitest'
import { formatsOf } from './format.ts'
import { isSameDay } from './use-moment.ts'

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime()

describe('when something happened', () => {
  it('is described by calendar day, not by 24 hours', () => {
    expect(isSameDay(at(27, 0, 1), at(27, 23, 59))).toBe(true)
    expect(isSameDay(at(27, 23, 59), at(28, 0, 1))).toBe(false)
    expect(isSameDay(at(27, 12), new Date(2025, 10, 27, 12).getTime())).toBe(false)
  })

  it('has its day and its time in both languages', () => {
    const instant = new Date(at(27, 17, 5)).toISOString()
    expect(formatsOf('en').moment(instant)).toBe('Nov 27, 2026, 17:05')
    expect(formatsOf('ja').moment(instant)).toBe('2026年11月27日 17:05')
  })
})
