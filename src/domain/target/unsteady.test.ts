import { expect, it } from 'vitest'
import { isUnsteady } from './unsteady.ts'

const now = Date.UTC(2026, 10, 27, 18)
const replica = (restarts: number, minutes: number) => ({
  restarts,
  startedAt: new Date(now - minutes * 60_000).toISOString(),
})

it('an application that has just started again is not steady, however ready it is', () => {
  expect(isUnsteady(replica(1, 1), now)).toBe(true)
  expect(isUnsteady(replica(7, 11), now)).toBe(false)
  expect(isUnsteady(replica(0, 1), now)).toBe(false)
})
