import type { SecretStore } from '../../ports/secrets.ts'

/** What is looked for, by the letters of its bytes, with the key of its secret. */
export type SecretTexts = ReadonlyMap<string, string>

/** Pieces of a value that are shorter stand anywhere by chance; whole values are not shorter. */
const shortest = 8

/** Every kept value of the secrets of some environments, line by line. */
export async function secretsOf(
  store: SecretStore,
  project: string,
  environments: ReadonlySet<string>,
): Promise<SecretTexts> {
  const known = new Map<string, string>()
  for (const { key, environment, version, versions } of await store.list(project)) {
    if (!environments.has(environment)) continue
    for (const one of new Set([version, ...versions])) {
      const value = (await store.reveal({ project, environment, key, version: one })) ?? ''
      const lines = value.split('\n').map((line) => line.trim())
      // The frame of a key says nothing.
      for (const line of lines.filter((text) => text.length >= shortest && !text.startsWith('-----')))
        known.set(lettersOf(new TextEncoder().encode(line)), key)
    }
  }
  return known
}

/** The key of a secret whose value stands in a stream as it is; undefined when none does. */
export async function secretIn(bytes: AsyncIterable<Uint8Array>, secrets: SecretTexts): Promise<string | undefined> {
  const longest = Math.max(0, ...[...secrets.keys()].map(({ length }) => length))
  let before = ''
  for await (const chunk of bytes) {
    const text = before + lettersOf(chunk)
    for (const [value, key] of secrets) if (text.includes(value)) return key
    // The beginning of a value may stand at the end of a chunk.
    before = text.slice(Math.max(0, text.length - longest + 1))
  }
  return undefined
}

/** One letter for each byte, always the same one: bytes are found by looking for text. */
function lettersOf(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes)
}
