import { type Weekday, weekdays } from './rules.ts'

const minute = 60_000
const day = 24 * 60 * minute
const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment as the clocks of a zone show it. `date` looks like `2026-12-24`. */
export interface LocalTime {
  readonly date: string
  readonly time: string
}

/** Converts a moment (milliseconds since 1970 UTC) to the local time of a zone. */
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
 * Converts a local date and time (`2026-12-24T18:00`) of a zone to a moment. A time that a clock change skips becomes the moment of the change, so
 * that a later local time is never an earlier moment; for a time that comes twice, `which` chooses.
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

/** Adds days to a date as the calendar counts, regardless of clock changes. */
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
