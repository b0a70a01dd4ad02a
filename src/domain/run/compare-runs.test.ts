import { describe, expect, it } from 'vitest'
import { comparableLine } from './compare-runs.ts'

describe('lines of logs that are compared', () => {
  it.each([
    ['2026-11-24T10:00:00.123Z started', '2026-11-25T11:30:09Z started'],
    ['✔ lists books (3.1ms)', '✔ lists books (12 ms)'],
    ['[10:00:01] pid 4711 ready', '[23:59:59] pid 12 ready'],
    [`image sha256:${'a'.repeat(64)}`, `image sha256:${'b'.repeat(64)}`],
  ])('are equal where only the moment differs: %s', (a, b) => expect(comparableLine(a)).toBe(comparableLine(b)))

  it('differ where what was done differs', () => {
    expect(comparableLine('12 tests passed')).not.toBe(comparableLine('13 tests passed'))
    expect(comparableLine('port 41880')).toBe('port 41880')
  })
})
