import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logPath } from '#domain/tekton/launch/log-key.ts'
import { deployStateContract } from '#server/ports/deploy-states.contract.ts'
import { auditLogContract } from '#server/ports/audit.contract.ts'
import { credentialStoreContract } from '#server/ports/credentials.contract.ts'
import { documentStoreContract } from '#server/ports/documents.contract.ts'
import { proposalStoreContract } from '#server/ports/proposals.contract.ts'
import { logStoreContract } from '#server/ports/logs.contract.ts'
import { runIndexContract } from '#server/ports/run-index.contract.ts'
import { runStoreContract } from '#server/ports/runs.contract.ts'
import { smallStoresContract } from '#server/ports/small-stores.contract.ts'
import { triggerStoreContract } from '#server/ports/triggers.contract.ts'
import { webhookStoreContract } from '#server/ports/webhooks.contract.ts'
import { createLogFiles } from '../log-files.ts'
import { openDatabase } from './database.ts'
import { createSqliteDeployStates } from './sqlite-deploy-states.ts'
import { createSqliteAudit } from './sqlite-audit.ts'
import { createSqliteCredentials } from './sqlite-credentials.ts'
import { createSqliteDocuments } from './sqlite-documents.ts'
import { createSqliteDrafts } from './sqlite-drafts.ts'
import { createSqliteProposals } from './sqlite-proposals.ts'
import { createSqliteProjects } from './sqlite-projects.ts'
import { createSqliteRunIndex } from './sqlite-run-index.ts'
import { createSqliteRuns } from './sqlite-runs.ts'
import { createSecretSeal } from './secret-seal.ts'
import { createSqliteSecrets } from './sqlite-secrets.ts'
import { createSqliteSnapshots } from './sqlite-snapshots.ts'
import { createSqliteTriggers } from './sqlite-triggers.ts'
import { createSqliteWebhooks } from './sqlite-webhooks.ts'

let folder: string
const opened: DatabaseSync[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linewright-stores-'))
})
afterAll(async () => {
  for (const database of opened) database.close()
  await rm(folder, { recursive: true, force: true })
})

function fresh(): DatabaseSync {
  const database = openDatabase(join(folder, `${opened.length}.sqlite`))
  opened.push(database)
  return database
}

documentStoreContract('SQLite', () => createSqliteDocuments(fresh()))
deployStateContract('SQLite', () => createSqliteDeployStates(fresh()))
auditLogContract('SQLite', () => createSqliteAudit(fresh()))
credentialStoreContract('SQLite', () => createSqliteCredentials(fresh()))
proposalStoreContract('SQLite', () => createSqliteProposals(fresh()))
triggerStoreContract('SQLite', () => createSqliteTriggers(fresh()))
webhookStoreContract('SQLite', () => createSqliteWebhooks(fresh()))
runStoreContract('SQLite', () => createSqliteRuns(fresh()))
runIndexContract('SQLite', () => {
  const database = fresh()
  return { runs: createSqliteRuns(database), index: createSqliteRunIndex(database) }
})
smallStoresContract('SQLite', () => {
  const database = fresh()
  return {
    drafts: createSqliteDrafts(database),
    projects: createSqliteProjects(database),
    secrets: createSqliteSecrets(database, createSecretSeal(new Uint8Array(32).fill(1))),
    snapshots: createSqliteSnapshots(database),
  }
})
logStoreContract('files', async () => {
  const root = await mkdtemp(join(folder, 'logs-'))
  return {
    logs: createLogFiles(root),
    async append(key, text) {
      const file = join(root, logPath(key))
      await mkdir(dirname(file), { recursive: true })
      await appendFile(file, text)
    },
  }
})

describe('the database', () => {
  it('lets nobody change or delete what the audit log holds', async () => {
    const database = fresh()
    const entry = { person: { id: 'dan', name: 'Dan' }, target: {}, detail: {}, outcome: 'done' as const }
    await createSqliteAudit(database).append('p', { ...entry, at: '2026-01-01T00:00:00.000Z', action: 'startRun' })
    expect(() => database.exec("UPDATE audit SET person = 'lea'")).toThrow('append-only')
    expect(() => database.exec('DELETE FROM audit')).toThrow('append-only')
    expect(() =>
      database.exec(
        "INSERT OR REPLACE INTO audit SELECT project, sequence, at, 'lea', action, outcome, words, body FROM audit",
      ),
    ).toThrow('append-only')
  })

  it('holds what was written when it is opened again', async () => {
    const file = join(folder, 'kept.sqlite')
    const first = openDatabase(file)
    await createSqliteSnapshots(first).put('text')
    first.close()
    const second = openDatabase(file)
    opened.push(second)
    expect(
      await createSqliteSnapshots(second).get(
        'sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1',
      ),
    ).toBe('text')
  })
})
