import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { z } from 'zod'
import { createOverflow } from './overflow.ts'

/** `oidc-provider` wrote the payloads itself, so only the outer shape is checked. */
const rowSchema = z.object({ payload: z.string(), consumed: z.number().nullable() })

/** Keeps the embedded issuer's sessions, grants and refresh tokens in one SQLite file, so that a restart signs nobody out. */
export interface TokenStore {
  adapter(model: string): Adapter
  /** Forgets everything that was issued to an account. */
  forgetAccount(account: string): void
  close(): void
}

/** Seconds between two removals of what has expired: each page that opens leaves some entries. */
const cleanEvery = 3600

/** Opens the file or creates it. Expired entries are removed then, and while others are added. */
export function openTokenStore(file: string): TokenStore {
  const database = new DatabaseSync(file)
  chmodSync(file, 0o600)
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS issued (
      model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, uid TEXT, grant_id TEXT, expires INTEGER, consumed INTEGER,
      PRIMARY KEY (model, id)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS issued_uid ON issued (model, uid);
    CREATE INDEX IF NOT EXISTS issued_grant ON issued (grant_id);
    CREATE INDEX IF NOT EXISTS issued_expires ON issued (expires);
  `)
  const removeExpired = database.prepare('DELETE FROM issued WHERE expires < ?')
  const columns = 'SELECT payload, consumed FROM issued WHERE (expires IS NULL OR expires > ?) AND model = ?'
  const put = database.prepare('INSERT OR REPLACE INTO issued VALUES (?, ?, ?, ?, ?, ?, NULL)')
  const byId = database.prepare(`${columns} AND id = ?`)
  const byUid = database.prepare(`${columns} AND uid = ?`)
  const byUserCode = database.prepare(`${columns} AND json_extract(payload, '$.userCode') = ?`)
  const consume = database.prepare('UPDATE issued SET consumed = ? WHERE model = ? AND id = ?')
  const forget = database.prepare("DELETE FROM issued WHERE json_extract(payload, '$.accountId') = ?")
  const remove = database.prepare('DELETE FROM issued WHERE model = ? AND id = ?')
  const revoke = database.prepare('DELETE FROM issued WHERE model = ? AND grant_id = ?')

  const overflow = createOverflow()
  let cleanedAt = 0

  function clean(): void {
    if (seconds() - cleanedAt < cleanEvery) return
    cleanedAt = seconds()
    removeExpired.run(cleanedAt)
  }
  clean()

  /**
   * Flushes a revocation to disk before it is confirmed. Grants need no flush: each page that opens causes three of them, and a power cut only makes
   * people sign in again.
   */
  function lasting(write: () => void): void {
    database.exec('PRAGMA synchronous = FULL')
    try {
      write()
    } finally {
      database.exec('PRAGMA synchronous = NORMAL')
    }
  }

  const adapterOf = (model: string): Adapter => ({
    async upsert(id, payload, expiresIn) {
      const expires = expiresIn === undefined ? null : seconds() + expiresIn
      clean()
      put.run(model, id, JSON.stringify(payload), payload.uid ?? null, payload.grantId ?? null, expires)
    },
    find: async (id) => read(byId.get(seconds(), model, id)),
    findByUid: async (uid) => read(byUid.get(seconds(), model, uid)),
    findByUserCode: async (userCode) => read(byUserCode.get(seconds(), model, userCode)),
    async consume(id) {
      consume.run(seconds(), model, id)
    },
    async destroy(id) {
      lasting(() => remove.run(model, id))
    },
    async revokeByGrantId(grantId) {
      lasting(() => revoke.run(model, grantId))
    },
  })

  return {
    adapter: (model) => overflow.around(model, adapterOf(model)),
    forgetAccount(account) {
      overflow.forgetAccount(account)
      lasting(() => forget.run(account))
    },
    close: () => database.close(),
  }
}

function read(row: unknown): AdapterPayload | undefined {
  if (row === undefined) return undefined
  const { payload, consumed } = rowSchema.parse(row)
  const stored: AdapterPayload = JSON.parse(payload)
  return consumed === null ? stored : { ...stored, consumed }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
