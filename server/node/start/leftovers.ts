import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const aside = ['images/.incoming', 'modules/.new', 'repositories/.new']

/** Removes half-written files of a killed server. The caller holds the lock on the data directory, so nobody uses them. */
export async function removeLeftovers(dataDir: string): Promise<void> {
  // List all before removing any: gigabytes take seconds, and this server may begin to write next to them.
  const found = await Promise.all(aside.map((folder) => namesIn(join(dataDir, folder))))
  // What cannot be removed now is tried again at the next start.
  await Promise.allSettled(found.flat().map((path) => rm(path, { recursive: true, force: true })))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.map((name) => join(folder, name))
}
