import { problem, type Problem } from '#domain/problem.ts'

const sqliteFull = 13

/** Why a server could not begin, where its disk has no room; undefined for any other error. */
export function diskFull(error: unknown, dataDir: string): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const isFull =
    ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) ||
    ('errcode' in error && error.errcode === sqliteFull)
  return isFull
    ? problem('not-possible-now', `There is no room left on the disk of the data directory ${dataDir}.`, {
        fix: 'Free some space there, or choose a folder on another disk: npm start -- --data DIR',
      })
    : undefined
}
