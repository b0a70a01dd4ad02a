import { createHash } from 'node:crypto'

/** SHA-256 of a text as hexadecimal digits, by this machine's own code: the portable one takes long over a module of megabytes. */
export function nativeHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
