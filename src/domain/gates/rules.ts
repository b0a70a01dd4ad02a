import { z } from 'zod'
import { gateSchema } from '#domain/line/gate.ts'
import { idSchema } from '#domain/ids.ts'
import { concurrencySchema } from '#domain/line/concurrency.ts'

/** A time zone by its name (`Asia/Tokyo`), as the platform's own calendar knows it. */
export const timeZoneSchema = z.string().refine(isTimeZone, 'This is no time zone; write one such as Asia/Tokyo or UTC')

/** Days as calendars of rules write them, Monday first (ISO 8601). */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const localTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a time such as 09:00')
const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a date and time such as 2026-12-24T18:00')
  .refine(isOnCalendar, 'There is no such day')

/** A time in which nothing is released to the environment, between two local times of a zone. */
export const freezeSchema = z
  .object({ title: z.string().min(1).max(200), from: localDateTime, until: localDateTime, timeZone: timeZoneSchema })
  .refine(({ from, until }) => from < until, { path: ['until'], message: 'A freeze ends after it begins' })
export type Freeze = z.infer<typeof freezeSchema>

/** Hours of a week in which the environment takes releases; `until` before `from` means the next day. */
export const releaseWindowSchema = z.object({
  days: z.array(z.enum(weekdays)).min(1),
  from: localTime,
  until: localTime,
  timeZone: timeZoneSchema,
})
export type ReleaseWindow = z.infer<typeof releaseWindowSchema>

/** The name of the gate by which an environment with a calendar holds releases while it is closed. */
export const calendarGate = 'calendar'

/** A gate that an environment demands of every line. */
export const environmentGateSchema = gateSchema.extend({
  name: idSchema.refine((name) => name !== calendarGate, 'This name is kept for the calendar'),
})

/**
 * The rules of an environment (decision 15): they hold for every line, are read at the moment of the click and never frozen with a run.
 * Without any window releases are welcome at all times.
 */
export const environmentRulesSchema = z.object({
  gates: z
    .array(environmentGateSchema)
    .max(20)
    .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, 'Two gates have one name')
    .default([]),
  windows: z.array(releaseWindowSchema).max(50).default([]),
  freezes: z.array(freezeSchema).max(200).default([]),
  /** Deliveries to one environment take turns unless it says otherwise: they would replace each other's applications in the middle. */
  concurrency: concurrencySchema
    .extend({ oneAtATime: z.boolean().default(true) })
    .default({ oneAtATime: true, newestSupersedes: false }),
})
export type EnvironmentRules = z.infer<typeof environmentRulesSchema>

/** Rules by the name of their environment. */
export type RulesByEnvironment = Readonly<Record<string, EnvironmentRules>>

/** Dates take 30 February for 2 March; a calendar does not. */
function isOnCalendar(text: string): boolean {
  const at = Date.parse(`${text}Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}
