import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, sep } from 'node:path'

export interface FolderInside {
  /** The real path. */
  readonly path: string
  /** Whether this call created it. */
  readonly isNew: boolean
}

/**
 * Resolves a folder or file below the root; creates a folder if nothing exists. A step may have put links on the way: returns undefined for one that
 * leads out of the root, and creates nothing behind it.
 */
export function folderInside(root: string, path: string, mode?: number): FolderInside | undefined {
  const home = realpathSync(root)
  if (!isInside(realpathSync(nearestThere(path)), home)) return undefined
  const isNew = !existsSync(path)
  if (isNew) mkdirSync(path, { recursive: true, mode })
  const real = realpathSync(path)
  return isInside(real, home) ? { path: real, isNew } : undefined
}

function isInside(path: string, folder: string): boolean {
  return `${path}${sep}`.startsWith(`${folder}${sep}`)
}

function nearestThere(path: string): string {
  return existsSync(path) ? path : nearestThere(dirname(path))
}
