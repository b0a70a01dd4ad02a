import { rewriteReferences, substituteText, type Lookup, type Reference } from './substitute.ts'

/** Rewrites the references in all texts of a JSON value, except keys; undefined from `rewrite` keeps a reference. */
export function rewriteTexts<T>(value: T, rewrite: (reference: Reference) => string | undefined): T {
  return mapTexts(value, (text) => rewriteReferences(text, rewrite))
}

/** Replaces the references in all texts of a JSON value, except keys. */
export function substituteTexts<T>(value: T, lookup: Lookup): T {
  return mapTexts(value, (text) => substituteText(text, lookup))
}

/** Changes all texts of a JSON value, except keys. */
export function mapTexts<T>(value: T, change: (text: string) => string): T
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, mapTexts(item, change)]),
  )
}
