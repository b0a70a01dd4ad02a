import { useMemo } from 'react'
import { usePreferences } from '../use-preferences.ts'
import {
  choicesOf,
  datesOf,
  instantsOf,
  type Language,
  listsOf,
  momentsOf,
  numbersOf,
  percentsOf,
  plannedOf,
  timesOf,
} from './intl.ts'
import { timeMessages } from './time-messages.ts'
import { translator } from './use-messages.tsx'

/** Numbers, dates and durations in the person's language. Instants are ISO 8601 texts; durations are milliseconds. */
export interface Format {
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  readonly bytes: (count: number) => string
  readonly dateTime: (instant: string) => string
  /** An instant that was chosen or is still to come, to the minute. */
  readonly planned: (instant: string) => string
  readonly date: (instant: string) => string
  readonly time: (instant: string) => string
  /** Day and time of something past; `useMoment` leaves out today's date. */
  readonly moment: (instant: string) => string
  readonly age: (instant: string, now: number) => string
  readonly ago: (instant: string, now: number) => string
  readonly duration: (milliseconds: number) => string
  readonly clock: (milliseconds: number) => string
  /** How long something took, as a clock, or in milliseconds if that would be 0:00. */
  readonly took: (milliseconds: number) => string
  readonly list: (items: readonly string[]) => string
  /** Alternatives: `a, b, or c`. */
  readonly choice: (items: readonly string[]) => string
}

/** The formats of the person's language. */
export function useFormat(): Format {
  const { language } = usePreferences()
  return useMemo(() => formatsOf(language), [language])
}

/** The formats of a language. */
export function formatsOf(language: Language): Format {
  const t = translator(timeMessages, language)

  function age(instant: string, now: number): string {
    const seconds = Math.max(0, Math.floor((now - Date.parse(instant)) / 1000))
    if (seconds < 5) return t('now')
    if (seconds < 60) return t('seconds', { seconds })
    if (seconds < 3600) return t('minutes', { minutes: Math.floor(seconds / 60) })
    if (seconds < 86_400) return t('hours', { hours: Math.floor(seconds / 3600) })
    return t('days', { days: Math.floor(seconds / 86_400) })
  }

  function duration(milliseconds: number): string {
    // Whole seconds, rounded down as on a clock, so that both forms agree.
    const all = Math.max(0, Math.floor(milliseconds / 1000))
    if (all === 0 && milliseconds > 0) return t('milliseconds', { milliseconds: Math.round(milliseconds) })
    const [days, hours, minutes, seconds] = [
      Math.floor(all / 86_400),
      Math.floor(all / 3600) % 24,
      Math.floor(all / 60) % 60,
      all % 60,
    ]
    if (days > 0) return t('daysHours', { days, hours })
    if (hours > 0) return t('hoursMinutes', { hours, minutes })
    return minutes > 0 ? t('minutesSeconds', { minutes, seconds }) : t('seconds', { seconds })
  }

  return {
    number: (value) => numbersOf(language).format(value),
    percent: (share) => percentsOf(language).format(share),
    bytes: (count) => sizeOf(count, language),
    dateTime: (instant) => instantsOf(language).format(Date.parse(instant)),
    planned: (instant) => plannedOf(language).format(Date.parse(instant)),
    date: (instant) => datesOf(language).format(Date.parse(instant)),
    time: (instant) => timesOf(language).format(Date.parse(instant)),
    moment: (instant) => momentsOf(language).format(Date.parse(instant)),
    age,
    ago: (instant, now) => (now - Date.parse(instant) < 5000 ? t('justNow') : t('ago', { age: age(instant, now) })),
    duration,
    clock: clockOf,
    took: (milliseconds) => (milliseconds < 500 ? duration(milliseconds) : clockOf(Math.max(1000, milliseconds))),
    choice: (items) => choicesOf(language).format(items),
    list: (items) => listsOf(language).format(items),
  }
}

/** `m:ss`, or `h:mm:ss` from an hour on: the form on cards and axes. */
export function clockOf(milliseconds: number): string {
  const all = Math.max(0, Math.floor(milliseconds / 1000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return hours > 0 ? `${String(hours)}:${pad(minutes)}:${pad(seconds)}` : `${String(minutes)}:${pad(seconds)}`
}

function sizeOf(count: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, count)) / Math.log(1000)))
  const unit = units[step] ?? 'byte'
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: step === 0 ? 0 : 1 }).format(
    count / 1000 ** step,
  )
}
