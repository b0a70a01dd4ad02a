import { z } from 'zod'
import { normalise } from '../ids.ts'

/** What became of an attempt: done, refused by a rule or a mistake in it, or denied for want of a right. */
export const auditOutcomes = ['done', 'refused', 'denied'] as const

/** One attempt to change or decide something. `sequence` counts from 1 within its project. */
export const auditEntrySchema = z.object({
  sequence: z.number().int().positive(),
  /** ISO 8601. */
  at: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  /** Name of the token that was used; absent for somebody who was signed in. */
  token: z.string().optional(),
  /** Name of the endpoint. */
  action: z.string(),
  /** What it was about: the parameters of the path. */
  target: z.record(z.string(), z.string()),
  outcome: z.enum(auditOutcomes),
  /** Code of the problem, unless it was done. */
  code: z.string().optional(),
  /** Fields of the request that its endpoint wants on record, never secrets; of a run also its line and number. */
  detail: z.record(z.string(), z.string()),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** What is looked for in the log; an entry has to fit everything that is given. */
export interface AuditFilter {
  /** Found in action, person, target or detail, whatever the case. */
  readonly text?: string | undefined
  readonly person?: string | undefined
  readonly action?: string | undefined
  readonly outcome?: AuditEntry['outcome'] | undefined
  /** ISO 8601, from on and before. */
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

/** Everything of an entry that a search looks at, in the form in which it is compared. */
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

/** A text as searches compare it: without regard to case, and full-width letters and digits are what they look like. */
export function comparable(text: string): string {
  return normalise(text).toLowerCase()
}
