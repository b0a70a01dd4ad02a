import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'

/** Reads random bytes from a file that only its owner can read, or creates it. */
export async function secretFile(file: string, bytes = 32): Promise<Uint8Array> {
  const known = await readFile(file).catch(() => undefined)
  if (known?.length === bytes) return known
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
