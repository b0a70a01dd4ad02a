import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const aside = ['images/.incoming', 'modules/.new', 'repositories/.new']

/** Removes what a killed server was still writing; whoever calls it holds the lock on the data directory, so nobody goes on with that. */
export async function removeLeftovers(dataDir: string): Promise<void> {
  // All are listed before the first is removed: gigabytes take seconds to go, in which this server may begin to write beside them.
  const found = await Promise.all(aside.map((folder) => namesIn(join(dataDir, folder))))
  // One that cannot be removed now is tried at the next start.
  await Promise.allSettled(found.flat().map((path) => rm(path, { recursive: true, force: true })))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.map((name) => join(folder, name))
}
