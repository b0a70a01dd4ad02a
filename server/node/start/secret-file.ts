import { randomBytes } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { damagedFile, readKept } from '../kept-file.ts'

/** Reads random bytes from a file that only its owner can read, or creates it. Never replaces one: what it has sealed opens with nothing else. */
export async function secretFile(file: string, bytes = 32): Promise<Uint8Array> {
  const known = await readKept(file)
  if (known?.length === bytes) return known
  if (known !== undefined) throw damagedFile(file)
  const fresh = randomBytes(bytes)
  const beside = `${file}.${process.pid}`
  const handle = await open(beside, 'w', 0o600)
  try {
    await handle.writeFile(fresh)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
  return fresh
}
