import { secretForms } from '#domain/secret-forms.ts'
import type { SecretStore } from '../../ports/secrets.ts'

/** What to search for: all forms of all values, with the keys of their secrets. */
export interface SecretTexts {
  /**
   * How many bytes can be skipped where three given bytes are: only few places of a file need a closer look, however
   * many forms there are.
   */
  readonly skips: Uint8Array
  /** Forms by the index of their last three bytes in `skips`. */
  readonly byEnd: ReadonlyMap<number, readonly SecretText[]>
  readonly longest: number
}

interface SecretText {
  readonly text: string
  readonly key: string
  readonly folds: boolean
}

/** Shorter forms would match by chance; whole values are not shorter. */
const shortest = 8

/** All stored values of the secrets of some environments. */
export async function secretsOf(
  store: SecretStore,
  project: string,
  environments: ReadonlySet<string>,
): Promise<SecretTexts> {
  const texts: SecretText[] = []
  for (const { key, environment, version, versions } of await store.list(project)) {
    if (!environments.has(environment)) continue
    for (const one of new Set([version, ...versions])) {
      const value = (await store.reveal({ project, environment, key, version: one })) ?? ''
      for (const form of secretForms(value)) if (form.text.length >= shortest) texts.push({ ...form, key })
    }
  }
  const skips = new Uint8Array(1 << 16).fill(shortest - 2)
  for (const { text } of texts) {
    for (let skip = 0; skip < shortest - 2; skip += 1) {
      const place = endOf(text, text.length - 1 - skip)
      skips[place] = Math.min(skips[place] ?? 0, skip)
    }
  }
  const byEnd = Map.groupBy(texts, ({ text }) => endOf(text, text.length - 1))
  return { skips, byEnd, longest: Math.max(0, ...texts.map(({ text }) => text.length)) }
}

/** The key of a secret whose value is in a stream, in any form; undefined if none is. */
export async function secretIn(bytes: AsyncIterable<Uint8Array>, secrets: SecretTexts): Promise<string | undefined> {
  if (secrets.longest === 0) return undefined
  const inText = createSearch(secrets, false)
  const inOneLine = createSearch(secrets, true)
  for await (const chunk of bytes) {
    const key = inText(chunk) ?? inOneLine(withoutSpaces(chunk))
    if (key !== undefined) return key
  }
  return undefined
}

/** Searches chunk after chunk for the forms that ignore case, or for those that do not. */
function createSearch({ skips, byEnd, longest }: SecretTexts, folds: boolean) {
  let before: Uint8Array = new Uint8Array()
  return (chunk: Uint8Array): string | undefined => {
    const text = new Uint8Array(before.length + chunk.length)
    text.set(before)
    text.set(chunk, before.length)
    for (let at = Math.max(shortest - 1, before.length); at < text.length;) {
      const end = placeOf(text[at - 2] ?? 0, text[at - 1] ?? 0, text[at] ?? 0)
      const skip = skips[end] ?? 0
      if (skip === 0) {
        const found = byEnd.get(end)?.find((form) => form.folds === folds && endsAt(text, at, form.text))
        if (found !== undefined) return found.key
      }
      at += Math.max(skip, 1)
    }
    // A value may begin at the end of a chunk.
    before = text.slice(Math.max(0, text.length - longest))
    return undefined
  }
}

function endsAt(bytes: Uint8Array, end: number, text: string): boolean {
  const start = end - text.length + 1
  if (start < 0) return false
  for (let at = text.length - 1; at >= 0; at -= 1) if (bytes[start + at] !== text.charCodeAt(at)) return false
  return true
}

function endOf(text: string, at: number): number {
  return placeOf(text.charCodeAt(at - 2), text.charCodeAt(at - 1), text.charCodeAt(at))
}

function placeOf(one: number, two: number, three: number): number {
  return Math.imul((one << 16) | (two << 8) | three, 0x9e3779b1) >>> 16
}

/** Programs wrap and indent base64 and hex, neither of which contains the bytes removed here. */
function withoutSpaces(bytes: Uint8Array): Uint8Array {
  const rest = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte > 0x20) rest[length++] = byte
  }
  return rest.subarray(0, length)
}
