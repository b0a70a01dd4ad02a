import { problem, type Problem } from '#domain/problem.ts'
import { saidBy } from '#domain/said-by.ts'
import { UnusableData } from '../sqlite/database.ts'

/** SQLite's codes for a file that is damaged, and for one that is none of its own. */
const damaged: ReadonlySet<unknown> = new Set([11, 26])

/** Why a server cannot start with its data directory, for whoever starts it; undefined for any other failure. */
export function unusableData(error: unknown, dataDir: string): Problem | undefined {
  if (error instanceof UnusableData) return problem('not-possible-now', error.message, { fix: error.fix })
  if (!(error instanceof Error && 'errcode' in error && damaged.has(error.errcode))) return undefined
  return problem('not-possible-now', `A database in ${dataDir} cannot be read (${saidBy(error)}).`, {
    fix: 'Put back a copy of the whole folder from when it could be read, or start with another one: --data FOLDER. Keep this one until then.',
  })
}
