import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, sep } from 'node:path'

export interface FolderInside {
  /** Where it really is. */
  readonly path: string
  /** Whether it was made now. */
  readonly isNew: boolean
}

/**
 * The folder or file at a path, made as a folder where nothing is yet. A step may have put a link on the way: one that leads out of the root
 * gives nothing, and nothing is made behind it.
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
