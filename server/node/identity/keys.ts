import { randomBytes, randomInt } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

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

/** Reads the keys of the embedded issuer from the data directory, or makes them; the file is readable by its owner only. */
export async function loadIssuerKeys(dataDir: string): Promise<IssuerKeys> {
  const file = join(dataDir, 'issuer-keys.json')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) return keysSchema.parse(JSON.parse(text))
  const keys = await newKeys()
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

function newCode(): string {
  const letters = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
