import { Cron } from 'croner'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say, type Sentence } from '#domain/sentence.ts'

const fields: readonly ((part: string) => Sentence)[] = [
  (part) => say`"${part}" is no minute`,
  (part) => say`"${part}" is no hour`,
  (part) => say`"${part}" is not a day of the month`,
  (part) => say`"${part}" is no month`,
  (part) => say`"${part}" is not a day of the week`,
]

/** Checks `minute hour day month weekday` and returns it in the form that `nextFiring` takes; the error names the wrong field. */
export function parseCron(text: string): Result<string, Problem> {
  const parts = text.trim() === '' ? [] : text.trim().split(/\s+/)
  if (parts.length !== fields.length) return wrong(say`A schedule has five fields, this one has ${parts.length}`)
  for (const [index, isNot] of fields.entries()) {
    const alone = fields.map((_, other) => (other === index ? parts[index] : '*')).join(' ')
    if (!isPattern(alone)) return wrong(isNot(parts[index] ?? ''))
  }
  return ok(parts.join(' '))
}

function isPattern(pattern: string): boolean {
  try {
    return patternOf(pattern) !== undefined
  } catch {
    return false
  }
}

function patternOf(pattern: string, timezone?: string): Cron {
  return new Cron(pattern, { mode: '5-part', paused: true, ...(timezone === undefined ? {} : { timezone }) })
}

function wrong(message: Sentence): Result<never, Problem> {
  const fix = say`Write minute, hour, day of the month, month and day of the week, such as 30 6 * * 1-5`
  return err(problem('invalid-request', message, { fix }))
}

/**
 * The next time after `after` (milliseconds since 1970) at which a schedule from `parseCron` fires in a time zone; undefined if it never does. When
 * the clocks change, a skipped time fires at the change and a repeated time fires only the first time; schedules for every hour also fire in those
 * hours.
 */
export function nextFiring(schedule: string, after: number, timeZone: string): number | undefined {
  return patternOf(schedule, timeZone).nextRun(new Date(after))?.getTime()
}
