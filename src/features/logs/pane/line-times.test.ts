import { expect, it } from 'vitest'
import { shownTime } from './line-times.ts'

const line = { time: '2026-11-24T23:30:05.420000001Z', before: '2026-11-24T23:30:04.000000001Z' }
const startedAt = '2026-11-24T23:28:00.000000001Z'

it.each([
  ['time', 'UTC', '23:30:05.4'],
  ['time', 'Asia/Tokyo', '08:30:05.4'],
  ['time', 'Asia/Kolkata', '05:00:05.4'],
  ['start', 'Asia/Tokyo', '+02:05.4'],
  ['step', 'UTC', '+00:01.4'],
  ['off', 'UTC', ''],
] as const)('shows %s in %s', (mode, zone, shown) => {
  expect(shownTime(line, mode, startedAt, zone)).toBe(shown)
})

it('shows nothing where a line has no time', () => {
  expect(shownTime({ time: '', before: '' }, 'time', startedAt, 'UTC')).toBe('')
})
