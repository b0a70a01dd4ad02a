import { z } from 'zod'

/** A Kubernetes name (RFC 1123 label): lower-case letters, digits and inner hyphens, at most 63 characters. */
export const idPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** An id as typed by a person: NFKC-normalised first, so that full-width forms are what they look like. */
export const idSchema = z
  .string()
  .transform((text) => normalise(text))
  .pipe(z.string().regex(idPattern, 'Use lower-case letters, digits and inner hyphens, at most 63 characters'))

/** Normalises text that a machine will read (ids, numbers, URLs): Unicode NFKC, without surrounding blanks. */
export function normalise(text: string): string {
  return text.normalize('NFKC').trim()
}

/** The id that somebody typed, or the one that follows from their words; `undefined` where none does. */
export function idFrom(typed: string): string | undefined {
  const given = normalise(typed)
  return idPattern.test(given) ? given : deriveId(given)
}

/**
 * Derives an id from a display name, or `undefined` where its letters cannot stand in one (a Japanese name, whatever number is in it): then
 * ask.
 */
export function deriveId(displayName: string): string | undefined {
  const folded = normalise(displayName)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '')
  const hasLostItsLetters = /\p{L}/u.test(displayName) && !/[a-z]/.test(folded)
  return idPattern.test(folded) && !hasLostItsLetters ? folded : undefined
}
