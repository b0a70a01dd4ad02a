import type { EnvironmentRules, Freeze, ReleaseWindow } from './rules.ts'
import { addDays, localTime, momentOf, weekdayOf } from './zoned-time.ts'

/** Why an environment takes no release now, and when it opens again (milliseconds since 1970; absent if never under the present rules). */
export interface Closed {
  readonly why: 'freeze' | 'outside-window'
  /** Title of the freeze. */
  readonly title?: string
  readonly until?: number
}

interface Span {
  readonly from: number
  readonly until: number
}

/** Returns why an environment is closed for releases at a moment; undefined when it is open. */
export function closedAt(rules: EnvironmentRules, now: number): Closed | undefined {
  const freezes = rules.freezes.map((freeze) => ({ ...spanOf(freeze), title: freeze.title }))
  const frozen = freezes.find((freeze) => holds(freeze, now))
  const spans = rules.windows.flatMap((window) => spansAround(window, now))
  const inWindow = rules.windows.length === 0 || spans.some((span) => holds(span, now))
  if (frozen === undefined && inWindow) return undefined
  const until = nextOpening(rules, now, freezes)
  return {
    ...(frozen === undefined ? { why: 'outside-window' as const } : { why: 'freeze' as const, title: frozen.title }),
    ...(until === undefined ? {} : { until }),
  }
}

/** Returns the first moment after `now` at which the environment is open: the end of a freeze, or the beginning of a window. */
function nextOpening(rules: EnvironmentRules, now: number, freezes: readonly Span[]): number | undefined {
  const ends = freezes.map(({ until }) => until).filter((until) => until > now)
  // Windows repeat every week, so checking the first one after each freeze is enough.
  const begins = [now, ...ends].flatMap((from) =>
    rules.windows.flatMap((window) => spansAround(window, from).map((span) => span.from)),
  )
  return [...ends, ...begins]
    .filter((at) => at > now)
    .sort((a, b) => a - b)
    .find((at) => isOpen(rules, freezes, at))
}

/** Returns the first moment after `now` at which the environment closes: the beginning of a freeze, or the end of a window. */
export function closesNext(rules: EnvironmentRules, now: number): number | undefined {
  const begins = rules.freezes.map((freeze) => spanOf(freeze).from)
  const ends = rules.windows.flatMap((window) => spansAround(window, now).map(({ until }) => until))
  return [...begins, ...ends]
    .filter((at) => at > now)
    .sort((a, b) => a - b)
    .find((at) => closedAt(rules, at) !== undefined)
}

function isOpen(rules: EnvironmentRules, freezes: readonly Span[], at: number): boolean {
  if (freezes.some((freeze) => holds(freeze, at))) return false
  return (
    rules.windows.length === 0 ||
    rules.windows.some((window) => spansAround(window, at).some((span) => holds(span, at)))
  )
}

/** Takes the later end where the clocks show it twice, so that nothing slips through a freeze. */
function spanOf({ from, until, timeZone }: Freeze): Span {
  return { from: momentOf(from, timeZone), until: momentOf(until, timeZone, 'last') }
}

/** Returns when the window is open, from the day before a moment to the week after it. */
function spansAround({ days, from, until, timeZone }: ReleaseWindow, at: number): readonly Span[] {
  const { date } = localTime(at, timeZone)
  return Array.from({ length: 10 }, (_, index) => addDays(date, index - 1)).flatMap((day) => {
    if (!days.includes(weekdayOf(day))) return []
    const end = until === '24:00' ? `${addDays(day, 1)}T00:00` : `${until > from ? day : addDays(day, 1)}T${until}`
    const begin = from === '24:00' ? `${addDays(day, 1)}T00:00` : `${day}T${from}`
    return [{ from: momentOf(begin, timeZone), until: momentOf(end, timeZone) }]
  })
}

function holds({ from, until }: Span, at: number): boolean {
  return from <= at && at < until
}
