import { z } from 'zod'

/** A Kubernetes name (RFC 1123 label): lower-case letters, digits and inner hyphens, at most 63 characters. */
export const idPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** An id as typed by a person, NFKC-normalised first so that full-width forms become what they look like. */
export const idSchema = z
  .string()
  .transform((text) => normalise(text))
  .pipe(z.string().regex(idPattern, 'Use lower-case letters, digits and inner hyphens, at most 63 characters'))

/** Normalises text for machines (ids, numbers, URLs): applies Unicode NFKC and trims blanks. */
export function normalise(text: string): string {
  return text.normalize('NFKC').trim()
}

/** Returns the typed id, or derives one from the words; `undefined` when neither works. */
export function idFrom(typed: string): string | undefined {
  const given = normalise(typed)
  return idPattern.test(given) ? given : deriveId(given)
}

/**
 * Derives an id from a display name, or `undefined` when its letters do not fit an id (a Japanese name, even with a number in it): then ask the
 * person.
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
