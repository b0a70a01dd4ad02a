import { z } from 'zod'
import { normalise } from '../ids.ts'

/** The outcome of an attempt: done, refused by a rule or because of a mistake in it, or denied for lack of a right. */
export const auditOutcomes = ['done', 'refused', 'denied'] as const

/** One attempt to change or decide something. `sequence` counts from 1 within its project. */
export const auditEntrySchema = z.object({
  sequence: z.number().int().positive(),
  /** ISO 8601. */
  at: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  /** Name of the API token; absent for somebody who was signed in. */
  token: z.string().optional(),
  /** Name of the endpoint. */
  action: z.string(),
  /** The parameters of the path. */
  target: z.record(z.string(), z.string()),
  outcome: z.enum(auditOutcomes),
  /** The problem code; absent when done. */
  code: z.string().optional(),
  /** Fields of the request that the endpoint wants on record, never secrets; for a run also its line and number. */
  detail: z.record(z.string(), z.string()),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** A search of the log; an entry has to match everything that is given. */
export interface AuditFilter {
  /** Searched in action, person, target and detail, ignoring case. */
  readonly text?: string | undefined
  readonly person?: string | undefined
  readonly action?: string | undefined
  readonly outcome?: AuditEntry['outcome'] | undefined
  /** ISO 8601: `from` includes its moment, the end excludes it. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export function fitsFilter(entry: AuditEntry, filter: AuditFilter): boolean {
  const { text = '', person, action, outcome, from, until } = filter
  if (person !== undefined && entry.person.id !== person) return false
  if (action !== undefined && entry.action !== action) return false
  if (outcome !== undefined && entry.outcome !== outcome) return false
  if (from !== undefined && entry.at < from) return false
  if (until !== undefined && entry.at >= until) return false
  return searchedText(entry).includes(comparable(text))
}

/** Joins everything of an entry that a search looks at, in comparable form. */
export function searchedText({
  action,
  person,
  token = '',
  target,
  detail,
  code = '',
}: Omit<AuditEntry, 'sequence'>): string {
  const parts = [action, person.id, person.name, token, code, ...Object.values(target), ...Object.values(detail)]
  return comparable(parts.join('\n'))
}

/** Normalises a text for searches: ignores case, and full-width letters and digits become narrow ones. */
export function comparable(text: string): string {
  return normalise(text).toLowerCase()
}
