const encoder = new TextEncoder()

async function hmacKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

/**
 * Whether a message about a push comes from whoever knows the secret: GitHub signs the body, GitLab sends the secret itself. Both are compared
 * in a time that does not depend on how much of them is right.
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
  // Two codes made with a key that nobody else knows are equal only if the texts are.
  const key = await hmacKey(crypto.getRandomValues(new Uint8Array(32)))
  return crypto.subtle.verify(
    'HMAC',
    key,
    await crypto.subtle.sign('HMAC', key, encoder.encode(token)),
    encoder.encode(secret),
  )
}
