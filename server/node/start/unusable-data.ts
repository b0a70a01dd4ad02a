import { problem, type Problem } from '#domain/problem.ts'
import { saidBy } from '#domain/said-by.ts'
import { UnusableData } from '../sqlite/database.ts'

/** SQLite's codes for a damaged file and for one that is not a database. */
const damaged: ReadonlySet<unknown> = new Set([11, 26])

/** The problem for a server with a damaged data directory; undefined for any other failure. */
export function unusableData(error: unknown, dataDir: string): Problem | undefined {
  if (error instanceof UnusableData) return problem('not-possible-now', error.message, { fix: error.fix })
  if (!(error instanceof Error && 'errcode' in error && damaged.has(error.errcode))) return undefined
  return problem('not-possible-now', `A database in ${dataDir} cannot be read (${saidBy(error)}).`, {
    fix: 'Put back a copy of the whole folder from when it could be read, or start with another one: --data FOLDER. Keep this one until then.',
  })
}
