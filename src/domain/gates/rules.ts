import { z } from 'zod'
import { gateSchema } from '#domain/line/gate.ts'
import { idSchema } from '#domain/ids.ts'
import { concurrencySchema } from '#domain/line/concurrency.ts'

/** A time zone by its name (`Asia/Tokyo`), as the JavaScript runtime knows it. */
export const timeZoneSchema = z.string().refine(isTimeZone, 'This is no time zone; write one such as Asia/Tokyo or UTC')

/** Days as the calendars of rules write them, Monday first (ISO 8601). */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const localTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Write a time such as 09:00')
const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a date and time such as 2026-12-24T18:00')
  .refine(isOnCalendar, 'There is no such day')

/** A period without releases to the environment, between two local times of a zone. */
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

/** The name of the gate that holds releases while an environment's calendar is closed. */
export const calendarGate = 'calendar'

/** A gate that an environment demands of every line. */
export const environmentGateSchema = gateSchema.extend({
  name: idSchema.refine((name) => name !== calendarGate, 'This name is kept for the calendar'),
})

/**
 * The rules of an environment (decision 15): they hold for every line, and are read at the moment of the click, never frozen with a run. Without any
 * window the environment always takes releases.
 */
export const environmentRulesSchema = z.object({
  gates: z
    .array(environmentGateSchema)
    .max(20)
    .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, 'Two gates have one name')
    .default([]),
  windows: z.array(releaseWindowSchema).max(50).default([]),
  freezes: z.array(freezeSchema).max(200).default([]),
  /** By default deliveries to an environment take turns, because otherwise they would replace each other's applications halfway. */
  concurrency: concurrencySchema
    .extend({ oneAtATime: z.boolean().default(true) })
    .default({ oneAtATime: true, newestSupersedes: false }),
})
export type EnvironmentRules = z.infer<typeof environmentRulesSchema>

/** Rules by environment name. */
export type RulesByEnvironment = Readonly<Record<string, EnvironmentRules>>

/** `Date` reads 30 February as 2 March; a calendar must not. */
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
