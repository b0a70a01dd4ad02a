import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const aside = ['images/.incoming', 'modules/.new', 'repositories/.new']

/** Removes what a killed server was still writing; whoever calls it holds the lock on the data directory, so nobody goes on with that. */
export async function removeLeftovers(dataDir: string): Promise<void> {
  for (const folder of aside.map((path) => join(dataDir, path))) {
    const names = await readdir(folder).catch(() => [])
    // One that cannot be removed now is tried at the next start.
    await Promise.allSettled(names.map((name) => rm(join(folder, name), { recursive: true, force: true })))
  }
}
