import type { TimeMode } from './use-log-settings.ts'

/** Milliseconds. Longer pauses are marked, since something was slow there. */
export const slowGap = 10_000

/** The time of a line for its column; empty if it has none. */
export function shownTime(
  line: { readonly time: string; readonly before: string },
  mode: TimeMode,
  startedAt: string,
  timeZone: string | undefined,
): string {
  const at = Date.parse(line.time)
  if (Number.isNaN(at) || mode === 'off') return ''
  if (mode === 'time') return clockOf(new Date(at), timeZone)
  const since = Date.parse(mode === 'start' ? startedAt : line.before)
  return Number.isNaN(since) ? '' : elapsed(at - since)
}

/** Milliseconds since the line before. */
export function gapBefore(line: { readonly time: string; readonly before: string }): number {
  const gap = Date.parse(line.time) - Date.parse(line.before)
  return Number.isNaN(gap) ? 0 : gap
}

/** Cached: creating one takes longer than formatting a screen of lines with it. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>()

function clockIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  clocks.set(timeZone, clock)
  return clock
}

/** The time of day with tenths: `14:02:31.4`. */
function clockOf(at: Date, timeZone: string | undefined): string {
  return `${clockIn(timeZone).format(at)}.${String(Math.floor(at.getMilliseconds() / 100))}`
}

/** `+00:12.4`; the same width up to 100 minutes. */
function elapsed(milliseconds: number): string {
  const tenths = Math.floor(Math.abs(milliseconds) / 100)
  const pad = (value: number): string => String(value).padStart(2, '0')
  const sign = milliseconds < 0 ? '-' : '+'
  return `${sign}${pad(Math.floor(tenths / 600))}:${pad(Math.floor(tenths / 10) % 60)}.${String(tenths % 10)}`
}
