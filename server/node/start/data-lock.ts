import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'

export interface DataLock {
  /** Writes down where the server is, for the next one that asks and for people. */
  tell(url: string): void
  release(): void
}

/**
 * Takes the data directory for this process. The lock is SQLite's own on a file: it goes with the process, however that ends, and no
 * process id that was given to another program can be mistaken for it.
 */
export function lockData(dataDir: string): Result<DataLock, Problem> {
  const note = join(dataDir, 'server.json')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    const fix = 'Choose a folder that can be written: npm start -- --data DIR'
    return err(
      problem('not-possible-now', `The data directory ${dataDir} cannot be made.`, { fix, detail: String(error) }),
    )
  }
  const database = new DatabaseSync(join(dataDir, 'server-lock.sqlite'), { timeout: 0 })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    database.close()
    const fix =
      'Use that one, stop it, or start this one with a data directory of its own: npm start -- --data DIR --port N'
    return err(problem('not-possible-now', `Another server works in ${dataDir}${whereabouts(note)}.`, { fix }))
  }
  return ok({
    tell: (url) => writeFileSync(note, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 }),
    release() {
      rmSync(note, { force: true })
      database.close()
    },
  })
}

function whereabouts(note: string): string {
  try {
    const { pid, url }: { pid?: unknown; url?: unknown } = JSON.parse(readFileSync(note, 'utf8'))
    return `: ${String(url)} (process ${String(pid)})`
  } catch {
    return ''
  }
}
