import { type Weekday, weekdays } from './rules.ts'

const minute = 60_000
const day = 24 * 60 * minute
const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment as the clocks of a zone show it. `date` is `2026-12-24`. */
export interface LocalTime {
  readonly date: string
  readonly time: string
}

/** What the clocks of a zone show at a moment (milliseconds since 1970 UTC). */
export function localTime(at: number, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}` }
}

/**
 * The moment at which the clocks of a zone show a local date and time (`2026-12-24T18:00`). A time that a change of the clocks leaves out is
 * the moment of the change, so that what is later on the clock is never earlier; one that comes twice is taken the first time, or the last.
 */
export function momentOf(local: string, timeZone: string, which: 'first' | 'last' = 'first'): number {
  const wanted = Date.parse(`${local}Z`)
  const offsetAt = (at: number): number => {
    const { date, time } = localTime(at, timeZone)
    return Date.parse(`${date}T${time}Z`) - Math.floor(at / minute) * minute
  }
  const offsets = [offsetAt(wanted - day), offsetAt(wanted + day)]
  const fits = offsets.map((offset) => wanted - offset).filter((at) => at + offsetAt(at) === wanted)
  if (fits.length > 0) return which === 'first' ? Math.min(...fits) : Math.max(...fits)
  let [before, after] = [wanted - day, wanted + day]
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute
    if (offsetAt(middle) === offsets[0]) before = middle
    else after = middle
  }
  return after
}

/** The date so many days after another: calendar arithmetic, whatever clocks do in between. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * day).toISOString().slice(0, 10)
}

export function weekdayOf(date: string): Weekday {
  return weekdays[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7] ?? 'mon'
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}
