import { problem, type Problem } from '#domain/problem.ts'
import { isStorageFull } from '../../ports/storage-full.ts'

/** The problem for a server whose disk is full; undefined for any other error. */
export function diskFull(error: unknown, dataDir: string): Problem | undefined {
  return isStorageFull(error)
    ? problem('not-possible-now', `There is no room left on the disk of the data directory ${dataDir}.`, {
        fix: 'Free some space there, or choose a folder on another disk: npm start -- --data DIR',
      })
    : undefined
}
