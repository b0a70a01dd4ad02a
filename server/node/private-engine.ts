import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import type { Engine, ObjectReader } from '#server/engines/engine.ts'
import { createLocalEngine } from '#server/engines/local/local-engine.ts'
import type { TaskSupervisor } from '#server/engines/local/supervisor.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { createPipePool } from '#server/supervisor/executors/pipe-pool.ts'
import { probeExecutors } from '#server/supervisor/executors/probe.ts'
import { layoutOf, makeFolders, type Layout } from '#server/supervisor/layout.ts'
import { takeLock } from '#server/supervisor/lock.ts'
import { removeFolder, removeFolderNow } from '#server/supervisor/remove-folder.ts'
import { createCriClock } from '#server/supervisor/logging/cri-clock.ts'
import { readJournal } from '#server/supervisor/task-runs/journal.ts'
import { openTaskSupervisor, type LocalTaskSupervisor } from '#server/supervisor/task-runs/local-task-supervisor.ts'
import { endLeftovers } from '#server/supervisor/task-runs/lost.ts'

/** A local engine with its supervisor in this process and a temporary data directory, removed on close. */
export interface PrivateEngine {
  readonly engine: Engine
  /** The log file of a step, in CRI lines. */
  logFile(key: LogKey): string
  /** Ends what still runs and leaves nothing behind. */
  close(): Promise<void>
}

export interface PrivateEngineOptions {
  readonly objects: ObjectReader
  /** Local folders for claims, by `<namespace>/<claim>`. */
  readonly claims: ReadonlyMap<string, string>
  /** Time between asking a step to end and killing it, in milliseconds. */
  readonly graceMs: number
}

const prefix = 'linewright-run-'

/** Opens the engine. If this process ends before `close`, its steps end with it. */
export async function openPrivateEngine({ objects, claims, graceMs }: PrivateEngineOptions): Promise<PrivateEngine> {
  sweepAbandoned()
  const { data, layout, lock } = await newFolder()
  const pipes = createPipePool(join(layout.sockets, 'pipes'))
  const executors = await probeExecutors(data)
  const supervisor = await openTaskSupervisor({ layout, pipes, clock: createCriClock(), graceMs, claims }, executors)
  const stop = new AbortController()
  const abandon = (): void => clearAway(layout)
  process.once('exit', abandon)

  return {
    engine: createLocalEngine({ supervisor: inProcess(supervisor), objects, clock: systemClock, signal: stop.signal }),
    logFile: (key) => join(layout.logs, logPath(key)),
    async close() {
      stop.abort()
      await supervisor.stop()
      pipes.close()
      process.removeListener('exit', abandon)
      for (const folder of foldersOf(layout)) await removeFolder(folder)
      lock.release()
    },
  }
}

interface OwnFolder {
  readonly data: string
  readonly layout: Layout
  readonly lock: { release(): void }
}

/** Makes a data directory and locks it for as long as this process lives. */
async function newFolder(): Promise<OwnFolder> {
  for (;;) {
    const data = await mkdtemp(join(tmpdir(), prefix))
    const layout = layoutOf(data)
    makeFolders(layout)
    const lock = takeLock(layout.lock)
    // Without the lock, try again: another process just mistook the folder for abandoned.
    if (lock !== undefined) return { data, layout, lock }
  }
}

/** Cleans up after killed processes: their steps and files, Secrets included. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(prefix))) {
    const layout = layoutOf(join(tmpdir(), name))
    try {
      if (!isOwn(layout.data) || !existsSync(layout.lock)) continue
      const lock = takeLock(layout.lock)
      if (lock === undefined) continue
      clearAway(layout)
      lock.release()
    } catch {
      // It belongs to another account.
    }
  }
}

/** Whether the folder is this account's: everybody may write to the temporary folder, and folders of others must not name processes to kill. */
function isOwn(folder: string): boolean {
  const found = lstatSync(folder)
  return found.isDirectory() && found.uid === process.getuid?.()
}

function clearAway(layout: Layout): void {
  for (const path of journalsBelow(layout.taskRuns)) endLeftovers(readJournal(path), undefined)
  for (const folder of foldersOf(layout)) removeFolderNow(folder)
}

function foldersOf({ memory, sockets, data }: Layout): readonly string[] {
  return [memory, sockets, data]
}

function inProcess(supervisor: LocalTaskSupervisor): TaskSupervisor {
  return {
    isolations: async () => supervisor.isolations(),
    launch: (launch, secrets) => supervisor.launch(launch, secrets),
    cancel: async (namespace, name) => supervisor.cancel(namespace, name),
    list: async (namespace, pipelineRun) => supervisor.list(namespace, pipelineRun),
    forget: (namespace, pipelineRun) => supervisor.forget(namespace, pipelineRun),
    async *watch(after, signal) {
      const changes = supervisor.changes(after)
      try {
        while (!signal.aborted) {
          await new Promise<void>((resolve) => {
            changes.onChange(resolve)
            signal.addEventListener('abort', () => resolve(), { once: true })
          })
          yield* changes.take()
        }
      } finally {
        changes.close()
      }
    },
  }
}

function journalsBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ndjson'))
    .map((path) => join(folder, path))
}
