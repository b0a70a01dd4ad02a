import { writeSync } from 'node:fs'

/** Writes all of the bytes to a file that is open; the system may take fewer at once. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}
