import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { saidBy } from '#domain/said-by.ts'

export interface DataLock {
  /** Records the server's address for people and for the next server that asks. */
  tell(url: string): void
  release(): void
}

/**
 * Locks the data directory for this process with SQLite's file lock: it ends with the process in any case, and a reused process id cannot be mistaken
 * for it.
 */
export function lockData(dataDir: string): Result<DataLock, Problem> {
  const note = join(dataDir, 'server.json')
  let database: DatabaseSync | undefined
  try {
    makeFolder(dataDir)
    // SQLite also locks read-only files, so check for write access.
    accessSync(dataDir, constants.W_OK)
    database = new DatabaseSync(join(dataDir, 'server-lock.sqlite'), { timeout: 0 })
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database?.close()
    return err(isLocked(error) ? takenBy(dataDir, note) : notWritable(dataDir, error))
  }
  const held = database
  return ok({
    tell: (url) => writeFileSync(note, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 }),
    release() {
      rmSync(note, { force: true })
      held.close()
    },
  })
}

// Creates folders one by one: where a file system denies even the parent (/proc does), Node's recursive mode never ends.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Whether the error is SQLite's code for a locked file; any other one concerns the folder. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

function takenBy(dataDir: string, note: string): Problem {
  const fix =
    'Use that one, stop it, or start this one with a data directory of its own: npm start -- --data DIR --port N'
  return problem('not-possible-now', `Another server works in ${dataDir}${whereabouts(note)}.`, { fix })
}

function notWritable(dataDir: string, error: unknown): Problem {
  const fix = 'Choose a folder that can be written: npm start -- --data DIR'
  return problem('not-possible-now', `Nothing can be kept in the data directory ${dataDir}.`, {
    fix,
    detail: saidBy(error),
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
