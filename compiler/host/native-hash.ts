import { createHash } from 'node:crypto'

/** SHA-256 of a text as hexadecimal digits, by native code: the portable implementation is slow on modules of megabytes. */
export function nativeHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
