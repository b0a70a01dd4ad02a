import { execFile, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'

const all = { recursive: true, force: true, maxRetries: 3 }

/**
 * Removes a folder in which programs have worked. They may have made folders in it read-only, as Go does with the modules that it downloads, and only
 * root can remove those as they are.
 */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, all).catch(async () => {
    // Its own failures show when the folder still cannot be removed.
    await promisify(execFile)('chmod', writable(path)).catch(() => undefined)
    await rm(path, all)
  })
}

/** The same at once, for a process that ends. */
export function removeFolderNow(path: string): void {
  try {
    rmSync(path, all)
  } catch {
    spawnSync('chmod', writable(path))
    rmSync(path, all)
  }
}

/** Follows no links within the folder. */
function writable(path: string): string[] {
  return ['-R', 'u+rwX', '--', path]
}
