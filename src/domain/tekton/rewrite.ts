import { rewriteReferences, type Reference } from './substitute.ts'

/** Rewrites the references in every text of a piece of JSON, keys excluded; undefined from `rewrite` leaves one as it is. */
export function rewriteTexts<T>(value: T, rewrite: (reference: Reference) => string | undefined): T
export function rewriteTexts(value: unknown, rewrite: (reference: Reference) => string | undefined): unknown {
  if (typeof value === 'string') return rewriteReferences(value, rewrite)
  if (Array.isArray(value)) return value.map((item: unknown) => rewriteTexts(item, rewrite))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, rewriteTexts(item, rewrite)]),
  )
}
