import type { Clock } from '../../ports/clock.ts'

/** How much a caller may ask: a steady rate, and a burst on top. */
export interface Rate {
  readonly perMinute: number
  readonly burst: number
}

/** Takes one more request of a caller (undefined), or answers after how many milliseconds it may come. */
export type RateLimit = (caller: string) => number | undefined

const most = 10_000

/** A token bucket per caller; idle callers are forgotten. */
export function createRateLimit(clock: Clock, { perMinute, burst }: Rate): RateLimit {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>()
  const perMs = perMinute / 60_000
  return (caller) => {
    const now = clock.now()
    const known = buckets.get(caller) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, known.tokens + Math.max(0, now - known.at) * perMs)
    buckets.delete(caller)
    if (buckets.size >= most) {
      const [oldest] = buckets.keys()
      if (oldest !== undefined) buckets.delete(oldest)
    }
    const isTaken = tokens >= 1
    buckets.set(caller, { tokens: isTaken ? tokens - 1 : tokens, at: now })
    return isTaken ? undefined : Math.ceil((1 - tokens) / perMs)
  }
}
