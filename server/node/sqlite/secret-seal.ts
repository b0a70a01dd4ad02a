import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Seals secret values and opens them. The seal includes `place`, so a value moved elsewhere does not open. */
export interface SecretSeal {
  seal(value: string, place: string): string
  /** Throws if the value was sealed with another key or place, or was changed. */
  open(sealed: string, place: string): string
}

const algorithm = 'aes-256-gcm'
const mark = 'v1'

/** Seals with AES-256-GCM; the key has 32 bytes. */
export function createSecretSeal(key: Uint8Array): SecretSeal {
  return {
    seal(value, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return [mark, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, place) {
      const [version, ...parts] = sealed.split('.')
      const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (version !== mark || nonce === undefined || tag === undefined || body === undefined)
        throw new Error('A secret in the database is not sealed as it should be')
      const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
