import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { foldRun } from '#domain/run/evolve.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { openDatabase } from '#server/node/sqlite/database.ts'
import { createSqliteRuns } from '#server/node/sqlite/sqlite-runs.ts'

/*
 * The cost of the event store. Durable appends of many simultaneous runs, each checked and fenced as by the orchestrator, against one transaction of
 * bare inserts of the same texts in batches of the same size; both flush to disk. Then the start of a server with a million events: opening the
 * database, and finding, reading, checking and folding the open runs.
 */

const appendBudget = 0.5
const resumeBudgetMs = 2000
const total = Number(process.argv[2] ?? 1_000_000)
const atOnce = 64
const turns = 9
const perTurn = 100
const eventsPerRun = 200
const openRuns = 20
const folder = mkdtempSync(join(tmpdir(), 'linewright-store-'))
const at = '2026-01-01T00:00:00.000Z'
const started: RunEvent = {
  kind: 'run-started',
  at,
  line: 'release',
  number: 1,
  note: '',
  by: { id: 'dan', name: 'Dan' },
  snapshot: 'sha256:0',
  stages: ['build', 'deploy'],
  gates: [],
}
const attempt: RunEvent = {
  kind: 'attempt-started',
  at,
  attempt: 1,
  by: { id: 'dan', name: 'Dan' },
  carried: [],
  carriedGates: [],
}
const change: RunEvent = {
  kind: 'task-changed',
  at,
  attempt: 1,
  stage: 'build',
  taskRun: {
    name: 'release-1-1-build-unit-tests',
    pipelineTask: 'unit-tests',
    condition: { status: 'Unknown', reason: 'Running', message: 'Not all Steps in the Task have finished executing' },
    retry: 0,
    startedAt: at,
    steps: ['install', 'test', 'report'].map((name) => ({ name, state: 'running', startedAt: at })),
    results: [],
    isolation: 'bwrap',
  },
}

const ratio = await compareAppends()
const resumeMs = await measureResume()
rmSync(folder, { recursive: true, force: true })
process.exitCode = ratio >= appendBudget && resumeMs <= resumeBudgetMs ? 0 : 1

async function compareAppends(): Promise<number> {
  const database = openDatabase(join(folder, 'appends.sqlite'))
  const store = createSqliteRuns(database)
  const runs = Array.from({ length: atOnce }, (_, index) => `run-${index}`)
  const leases = new Map<string, { readonly run: string; readonly fence: number; readonly until: number }>()
  for (const id of runs) {
    await store.create({ id, project: 'p', line: 'release', idempotencyKey: id, events: () => [started] })
    const lease = await store.lease(id, 'server', 0, 60_000)
    if (lease !== undefined) leases.set(id, lease)
  }
  const bare = new DatabaseSync(join(folder, 'bare.sqlite'))
  bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  bare.exec(
    'CREATE TABLE event (run TEXT NOT NULL, sequence INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (run, sequence)) WITHOUT ROWID',
  )
  const insert = bare.prepare('INSERT INTO event VALUES (?, ?, ?)')
  const body = JSON.stringify(change)
  let sequence = 1
  const ours: number[] = []
  const theirs: number[] = []
  for (let turn = -1; turn < turns; turn += 1) {
    const first = performance.now()
    for (let batch = 0; batch < perTurn; batch += 1) {
      bare.exec('BEGIN IMMEDIATE')
      for (const run of runs) insert.run(run, sequence + batch, body)
      bare.exec('COMMIT')
    }
    const second = performance.now()
    for (let batch = 0; batch < perTurn; batch += 1) {
      await Promise.all(
        runs.map(async (run) => {
          const lease = leases.get(run)
          const stored = await store.append({
            run,
            expected: sequence + batch,
            events: [change],
            ended: false,
            ...(lease === undefined ? {} : { lease }),
          })
          if (!stored.ok) throw new Error(stored.error.message)
        }),
      )
    }
    const third = performance.now()
    sequence += perTurn
    if (turn < 0) continue
    theirs.push((atOnce * perTurn * 1000) / (second - first))
    ours.push((atOnce * perTurn * 1000) / (third - second))
  }
  bare.close()
  database.close()
  const found = median(ours.map((rate, turn) => rate / (theirs[turn] ?? Number.NaN)))
  process.stdout.write(
    `appends, ${atOnce} runs at once: ${Math.round(median(ours))} events/s, bare batches ${Math.round(median(theirs))} events/s\n`,
  )
  process.stdout.write(
    `  ratio ${found.toFixed(2)}, budget at least ${appendBudget}: ${found >= appendBudget ? 'within' : 'MISSED'}\n`,
  )
  return found
}

async function measureResume(): Promise<number> {
  const file = join(folder, 'resume.sqlite')
  fill(file)
  const start = performance.now()
  const database = openDatabase(file)
  const store = createSqliteRuns(database)
  const open = await store.open()
  const runs = await Promise.all(open.map(async ({ id, project }) => foldRun(project, await store.read(id))))
  const ms = performance.now() - start
  database.close()
  if (runs.length !== openRuns || runs.some((run) => run === undefined))
    throw new Error('Not every open run was taken up')
  const size = Math.round(statSync(file).size / 1024 / 1024)
  process.stdout.write(
    `resume with ${total} events (${size} MiB, ${openRuns} open runs of ${eventsPerRun}): ${Math.round(ms)} ms\n`,
  )
  process.stdout.write(`  budget ${resumeBudgetMs} ms: ${ms <= resumeBudgetMs ? 'within' : 'MISSED'}\n`)
  return ms
}

/** Inserts rows in the store's format without its checks, which would take long for a million. */
function fill(file: string): void {
  const database = openDatabase(file)
  const run = database.prepare(
    'INSERT INTO run (id, project, line, number, idempotency_key, sequence, ended) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const event = database.prepare('INSERT INTO run_event VALUES (?, ?, ?)')
  const body = JSON.stringify(change)
  const count = Math.ceil(total / eventsPerRun)
  for (let number = 1; number <= count; number += 1) {
    if (number % 100 === 1) database.exec('BEGIN')
    const id = `run-${number}`
    run.run(id, 'p', 'release', number, id, eventsPerRun, number > count - openRuns ? 0 : 1)
    event.run(id, 1, JSON.stringify(started))
    event.run(id, 2, JSON.stringify(attempt))
    for (let sequence = 3; sequence <= eventsPerRun; sequence += 1) event.run(id, sequence, body)
    if (number % 100 === 0 || number === count) database.exec('COMMIT')
  }
  database.close()
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
