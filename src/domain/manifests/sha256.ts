import { sha256 as hash } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 (FIPS 180-4) of UTF-8 text as 64 hexadecimal digits. Synchronous, unlike WebCrypto, because `decide` is pure and cannot wait. */
export function sha256(text: string): string {
  return bytesToHex(hash(utf8ToBytes(text)))
}
