import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

/** Applied once each, in order; a published migration never changes. */
const migrations: readonly string[] = [
  `
  CREATE TABLE project (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE member (position INTEGER PRIMARY KEY, project TEXT NOT NULL, person TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (project, person));
  CREATE TABLE document (
    project TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, deleted INTEGER NOT NULL, PRIMARY KEY (project, id)
  ) WITHOUT ROWID;
  CREATE TABLE document_version (
    project TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (project, id, version)
  );
  CREATE TABLE draft (
    project TEXT NOT NULL, person TEXT NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, saved_at TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (project, person, id)
  );
  CREATE TABLE run (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, project TEXT NOT NULL, line TEXT NOT NULL, number INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL, sequence INTEGER NOT NULL, ended INTEGER NOT NULL, holder TEXT, fence INTEGER NOT NULL DEFAULT 0,
    until INTEGER NOT NULL DEFAULT 0, UNIQUE (project, idempotency_key), UNIQUE (project, line, number)
  );
  CREATE INDEX run_open ON run (ended) WHERE ended = 0;
  CREATE TABLE run_event (run TEXT NOT NULL, sequence INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (run, sequence)) WITHOUT ROWID;
  CREATE TABLE snapshot (digest TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE secret (
    project TEXT NOT NULL, environment TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL, set_at TEXT NOT NULL,
    PRIMARY KEY (project, environment, key, version)
  ) WITHOUT ROWID;
  `,
  'ALTER TABLE secret ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;',
  `
  CREATE TABLE deploy_state (
    project TEXT NOT NULL, application TEXT NOT NULL, deployment TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL,
    archive BLOB NOT NULL, PRIMARY KEY (project, application, deployment, state, version)
  );
  `,
  `
  CREATE TABLE audit (
    project TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL, action TEXT NOT NULL, outcome TEXT NOT NULL,
    words TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (project, sequence)
  ) WITHOUT ROWID;
  CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  CREATE TABLE api_token (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL, used_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE signed_out (person TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE webhook (id TEXT PRIMARY KEY, project TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE delivery (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, webhook TEXT NOT NULL, state TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX delivery_pending ON delivery (state) WHERE state = 'pending';
  CREATE INDEX delivery_newest ON delivery (project, webhook, created_at);
  `,
  `
  ALTER TABLE run ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX run_stale ON run (project, position) WHERE indexed <> sequence;
  CREATE TABLE run_summary (
    position INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, project TEXT NOT NULL, line TEXT NOT NULL, number INTEGER NOT NULL,
    state TEXT NOT NULL, by TEXT NOT NULL, started_at TEXT NOT NULL, typical INTEGER, environments TEXT NOT NULL, words TEXT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX run_summary_newest ON run_summary (project, position);
  CREATE INDEX run_summary_line ON run_summary (project, line, number);
  CREATE INDEX run_summary_state ON run_summary (project, state, position);
  `,
  `
  CREATE TABLE run_trigger (id TEXT PRIMARY KEY, project TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE firing (position INTEGER PRIMARY KEY, trigger_id TEXT NOT NULL, project TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX firing_newest ON firing (trigger_id, position);
  CREATE TABLE trigger_mark (trigger_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (trigger_id, name)) WITHOUT ROWID;
  `,
  // Summaries say which commits a run delivers.
  `
  UPDATE run SET indexed = 0;
  `,
  `
  CREATE TABLE proposal (
    project TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (project, id)
  ) WITHOUT ROWID;
  CREATE INDEX proposal_pending ON proposal (project, at) WHERE state = 'pending';
  `,
  // Appending "after" is what the events of a run that others wait to be told of come after.
  `CREATE TABLE run_untold (run TEXT NOT NULL, after INTEGER NOT NULL, PRIMARY KEY (run, after)) WITHOUT ROWID`,
]

const versionSchema = z.object({ user_version: z.number() })

/** Data that this version cannot start with, explained for the person who starts it. */
export class UnusableData extends Error {
  readonly fix: string

  constructor(message: string, fix: string) {
    super(message)
    this.fix = fix
  }
}

/** Opens the platform's database; creates or migrates it first. Committed data survives a crash of the machine. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 10_000 })
  if (file !== ':memory:') chmodSync(file, 0o600)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON',
  )
  const { user_version: done } = versionSchema.parse(database.prepare('PRAGMA user_version').get())
  if (done > migrations.length) {
    database.close()
    throw new UnusableData(
      `${file} was written by a newer version of Linewright.`,
      'Start that one, or choose another data directory: --data FOLDER.',
    )
  }
  for (const [index, migration] of migrations.entries()) {
    if (index < done) continue
    atomically(database, () => database.exec(`${migration}; PRAGMA user_version = ${index + 1}`))
  }
  return database
}

/** Runs the work as one transaction: all of it or, when it throws, none. */
export function atomically<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    database.exec('COMMIT')
    return value
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
