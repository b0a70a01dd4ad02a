const encoder = new TextEncoder()

async function hmacKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

/**
 * Whether a push message comes from somebody who knows the secret: GitHub signs the body, GitLab sends the secret
 * itself. Both comparisons take constant time.
 */
export async function isSignedPush(secret: string, headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const signature = headers.get('x-hub-signature-256')
  if (signature !== null) {
    const digits = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1]
    if (digits === undefined) return false
    const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    return crypto.subtle.verify('HMAC', await hmacKey(encoder.encode(secret)), bytes, body)
  }
  const token = headers.get('x-gitlab-token')
  if (token === null) return false
  // Codes with a random key are equal only if the texts are, and comparing them reveals nothing about the texts.
  const key = await hmacKey(crypto.getRandomValues(new Uint8Array(32)))
  return crypto.subtle.verify(
    'HMAC',
    key,
    await crypto.subtle.sign('HMAC', key, encoder.encode(token)),
    encoder.encode(secret),
  )
}
