import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import type { Engine, ObjectReader } from '#server/engines/engine.ts'
import { createLocalEngine } from '#server/engines/local/local-engine.ts'
import type { TaskSupervisor } from '#server/engines/local/supervisor.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { createPipePool } from '#server/supervisor/executors/pipe-pool.ts'
import { probeExecutors } from '#server/supervisor/executors/probe.ts'
import { layoutOf, makeFolders } from '#server/supervisor/layout.ts'
import { createCriClock } from '#server/supervisor/logging/cri-clock.ts'
import { readJournal } from '#server/supervisor/task-runs/journal.ts'
import { openTaskSupervisor, type LocalTaskSupervisor } from '#server/supervisor/task-runs/local-task-supervisor.ts'
import { endLeftovers } from '#server/supervisor/task-runs/lost.ts'

/** The local engine with a supervisor inside this process and a data directory of its own, which goes when it is closed. */
export interface PrivateEngine {
  readonly engine: Engine
  /** File of a step's log, in CRI lines. */
  logFile(key: LogKey): string
  /** Ends what still runs and leaves nothing behind. */
  close(): Promise<void>
}

export interface PrivateEngineOptions {
  readonly objects: ObjectReader
  /** Folders of this machine that stand for claims, by `<namespace>/<claim>`. */
  readonly claims: ReadonlyMap<string, string>
  /** Between asking a step to end and ending it, in milliseconds. */
  readonly graceMs: number
}

/** Opens it. If this process ends before `close`, the steps are ended with it. */
export async function openPrivateEngine({ objects, claims, graceMs }: PrivateEngineOptions): Promise<PrivateEngine> {
  const data = await mkdtemp(join(tmpdir(), 'linewright-run-'))
  const layout = layoutOf(data)
  makeFolders(layout)
  const pipes = createPipePool(join(layout.sockets, 'pipes'))
  const executors = await probeExecutors(data)
  const supervisor = await openTaskSupervisor({ layout, pipes, clock: createCriClock(), graceMs, claims }, executors)
  const stop = new AbortController()
  const folders = [layout.memory, layout.sockets, data]

  function abandon(): void {
    for (const path of journalsBelow(layout.taskRuns)) endLeftovers(readJournal(path), undefined)
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)

  return {
    engine: createLocalEngine({ supervisor: inProcess(supervisor), objects, clock: systemClock, signal: stop.signal }),
    logFile: (key) => join(layout.logs, logPath(key)),
    async close() {
      stop.abort()
      await supervisor.stop()
      pipes.close()
      process.removeListener('exit', abandon)
      for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
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
