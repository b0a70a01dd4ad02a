import type { Clock } from './clock.ts'

/** The clock of the machine. Its timers are at most 24 days long and longer ones fire early, so callers check the time again. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, Math.min(Math.max(milliseconds, 0), 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}
