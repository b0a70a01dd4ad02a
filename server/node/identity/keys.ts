import { randomBytes, randomInt } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import { damagedFile, readKept } from '../kept-file.ts'

const keysSchema = z.object({
  /** Signs tokens: one RSA key as a JWK, private part included. */
  signing: z.looseObject({ kty: z.literal('RSA'), kid: z.string() }),
  /** Signs the issuer's cookies. */
  cookies: z.string(),
  /** The code that a person types once per browser profile to show that this installation is theirs. */
  code: z.string(),
})
export type IssuerKeys = z.infer<typeof keysSchema>

// Omits letters and digits that look alike.
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** Characters of a code, hyphens included. */
const codeLength = 14

/** Reads the keys of the embedded issuer from the data directory, or makes them; the file is readable by its owner only. */
export async function loadIssuerKeys(dataDir: string): Promise<IssuerKeys> {
  const file = join(dataDir, 'issuer-keys.json')
  const text = await readKept(file)
  const known = text === undefined ? undefined : parseJson(text.toString(), keysSchema)
  if (text !== undefined && known === undefined) throw damagedFile(file)
  if (known?.code.length === codeLength) return known
  // Codes of older releases are shorter than one that nobody can guess.
  const keys = known === undefined ? await newKeys() : { ...known, code: newCode() }
  const fresh = `${file}.${process.pid}`
  const handle = await open(fresh, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(keys))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
  return keys
}

async function newKeys(): Promise<IssuerKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true, modulusLength: 2048 })
  const jwk = { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' }
  return keysSchema.parse({ signing: jwk, cookies: randomBytes(32).toString('base64url'), code: newCode() })
}

/** Twelve letters, 59 bits: at ten thousand tries a second, guessing one takes a million years. */
function newCode(): string {
  const letters = (): string => Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return `${letters()}-${letters()}-${letters()}`
}
