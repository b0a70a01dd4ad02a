import { base64url } from 'jose'
import type { z } from 'zod'

/**
 * Stateless tokens, `<prefix><claims>.<HMAC-SHA256>` in base64url, which survive a restart of the server. The signature
 * covers the prefix.
 */
export interface SignedTokens<T> {
  readonly prefix: string
  sign(claims: T): Promise<string>
  /** Undefined for a token that was not signed with this key and prefix. */
  read(token: string): Promise<T | undefined>
}

export function createSignedTokens<T>(prefix: string, key: Uint8Array, schema: z.ZodType<T>): SignedTokens<T> {
  const imported = crypto.subtle.importKey('raw', Uint8Array.from(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  const signedBytes = (claims: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(new TextEncoder().encode(`${prefix}${claims}`))
  return {
    prefix,
    async sign(claims) {
      const text = base64url.encode(JSON.stringify(claims))
      const signature = await crypto.subtle.sign('HMAC', await imported, signedBytes(text))
      return `${prefix}${text}.${base64url.encode(new Uint8Array(signature))}`
    },
    async read(token) {
      const [text = '', signature = ''] = token.startsWith(prefix) ? token.slice(prefix.length).split('.') : []
      const [claims, given] = [fromBase64url(text), fromBase64url(signature)]
      if (claims === undefined || given === undefined || given.length === 0) return undefined
      if (!(await crypto.subtle.verify('HMAC', await imported, given, signedBytes(text)))) return undefined
      const data: unknown = JSON.parse(new TextDecoder().decode(claims))
      return schema.safeParse(data).data
    },
  }
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(base64url.decode(text))
  } catch {
    return undefined
  }
}
