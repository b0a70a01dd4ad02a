import type { Clock } from './clock.ts'

/** A clock that a test moves by hand. */
export interface ManualClock extends Clock {
  /** Moves on by so many milliseconds; calls every timer due by then at its own time, in order. */
  advance(milliseconds: number): void
}

/** Creates a clock that stands still at a time, in milliseconds since 1970, until it is advanced. */
export function createManualClock(start: number): ManualClock {
  const timers = new Set<{ readonly at: number; readonly call: () => void }>()
  let now = start
  return {
    now: () => now,
    after(milliseconds, call) {
      const timer = { at: now + Math.max(milliseconds, 0), call }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.call()
      }
      now = end
    },
  }
}
