const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** Milliseconds of a Go duration ("1h30m", "1.5s", "0"), rounded up; undefined if it is invalid or negative (Go `time.ParseDuration`). */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0
  if (!/^\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)]
  const sum = parts.reduce((ms, [, amount, unit]) => ms + Number(amount) * (units[unit ?? ''] ?? 0), 0)
  // Less than a nanosecond is a rounding error of binary fractions: 0.07 s are 70 ms, not 71.
  return Math.ceil(Math.max(sum - 1e-7, 0))
}

/** Formats milliseconds as Go does, "1h0m0s", "1m30s", "2.5s", so that messages read like Tekton's. */
export function printDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor((ms % 3_600_000) / 60_000)
  const seconds = `${(ms % 60_000) / 1000}s`
  if (ms > 0 && ms < 1000) return `${ms}ms`
  if (hours > 0) return `${hours}h${minutes}m${seconds}`
  return minutes > 0 ? `${minutes}m${seconds}` : seconds
}
