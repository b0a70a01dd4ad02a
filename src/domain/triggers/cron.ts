import { addDays, localTime, momentOf } from '#domain/gates/zoned-time.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say, type Sentence } from '#domain/sentence.ts'

/** A schedule of five fields: the values at which each fires. */
export interface Cron {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>
  /** With days of the month and of the week both given, either of them is enough, as cron has always understood it. */
  readonly isEither: boolean
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const fields = [
  { isNot: (part: string) => say`"${part}" is no minute`, from: 0, to: 59, names: [] },
  { isNot: (part: string) => say`"${part}" is no hour`, from: 0, to: 23, names: [] },
  { isNot: (part: string) => say`"${part}" is no day of the month`, from: 1, to: 31, names: [] },
  { isNot: (part: string) => say`"${part}" is no month`, from: 1, to: 12, names: monthNames },
  { isNot: (part: string) => say`"${part}" is no day of the week`, from: 0, to: 7, names: dayNames },
] as const

/** Reads `minute hour day month weekday`: numbers, names of months and days, lists, ranges and steps. */
export function parseCron(text: string): Result<Cron, Problem> {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== fields.length)
    return wrong(say`A schedule has five fields, this one has ${text.trim() === '' ? 0 : parts.length}`)
  const read: Set<number>[] = []
  for (const [index, field] of fields.entries()) {
    const values = readField(parts[index] ?? '', field)
    if (values === undefined) return wrong(field.isNot(parts[index] ?? ''))
    read.push(values)
  }
  const [minutes = empty, hours = empty, days = empty, months = empty, weekdays = empty] = read
  const isEither = parts[2]?.startsWith('*') !== true && parts[4]?.startsWith('*') !== true
  return ok({ minutes, hours, days, months, weekdays: new Set([...weekdays].map((day) => day % 7)), isEither })
}

const empty: ReadonlySet<number> = new Set()

function wrong(message: Sentence): Result<never, Problem> {
  const fix = say`Write minute, hour, day of the month, month and day of the week, such as 30 6 * * 1-5`
  return err(problem('invalid-request', message, { fix }))
}

function readField(text: string, field: (typeof fields)[number]): Set<number> | undefined {
  const values = new Set<number>()
  for (const part of text.toLowerCase().split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? []
    const bounds = boundsOf(range, field, step !== undefined)
    const by = Number(step ?? 1)
    if (bounds === undefined || by < 1) return undefined
    for (let value = bounds.from; value <= bounds.to; value += by) values.add(value)
  }
  return values
}

function boundsOf(
  range: string,
  { from, to, names }: (typeof fields)[number],
  hasStep: boolean,
): { readonly from: number; readonly to: number } | undefined {
  if (range === '*') return { from, to: to === 7 ? 6 : to }
  const known: readonly string[] = names
  const numbers = range.split('-').map((word) => {
    const index = known.indexOf(word)
    if (index !== -1) return index + from
    return /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN
  })
  const [first = Number.NaN, last = hasStep ? to : first] = numbers
  return numbers.length <= 2 && first >= from && last <= to && first <= last ? { from: first, to: last } : undefined
}

// 29 February on a given weekday comes after 28 years at most, and after 40 around the year 2100.
const farthest = 366 * 40

/**
 * The first moment after another at which a schedule fires by the clocks of a zone (milliseconds since 1970). A time that a change of the
 * clocks leaves out is taken after the change, one that comes twice the first time; what fires in every hour fires in those as well.
 */
export function nextFiring(cron: Cron, after: number, timeZone: string): number | undefined {
  let date = localTime(after, timeZone).date
  for (let day = 0; day < farthest; day += 1) {
    if (matchesDay(cron, date)) {
      const found = momentsOf(cron, date, timeZone).filter((at) => at > after)
      if (found.length > 0) return Math.min(...found)
    }
    date = addDays(date, 1)
  }
  return undefined
}

function matchesDay({ days, months, weekdays, isEither }: Cron, date: string): boolean {
  const [, month = 0, day = 0] = date.split('-').map(Number)
  if (!months.has(month)) return false
  const [inMonth, inWeek] = [days.has(day), weekdays.has(new Date(`${date}T00:00Z`).getUTCDay())]
  return isEither ? inMonth || inWeek : inMonth && inWeek
}

const minute = 60_000

function momentsOf({ minutes, hours }: Cron, date: string, timeZone: string): readonly number[] {
  if (hours.size < 24)
    return [...hours].flatMap((hour) =>
      [...minutes].map((one) => momentOf(`${date}T${two(hour)}:${two(one)}`, timeZone)),
    )
  const [from, until] = [momentOf(`${date}T00:00`, timeZone), momentOf(`${addDays(date, 1)}T00:00`, timeZone)]
  const found: number[] = []
  for (let at = from; at < until; at += minute)
    if (minutes.has(Number(localTime(at, timeZone).time.slice(3)))) found.push(at)
  return found
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
