import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import {
  bytesOf,
  type KeptWorkspace,
  logsToRemove,
  type Retention,
  usualRetention,
  workspacesToRemove,
} from '#domain/run/retention.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import { saidBy } from '#domain/said-by.ts'
import type { Ports } from '../ports.ts'
import type { KeptLogs } from '../ports/logs.ts'
import { createBackground } from './background.ts'
import { createImageRetention } from './image-retention.ts'
import type { Orchestrator } from './runs/orchestrator.ts'
import type { RunReader } from './runs/run-reader.ts'

/** What workspaces and logs take, and what the limits would free now. */
export interface Storage {
  readonly retention: Retention
  readonly kept: { readonly runs: number; readonly bytes: number }
  readonly freeable: { readonly runs: number; readonly bytes: number }
  readonly logs: { readonly bytes: number; readonly freeable: number }
  /** Of all projects together. */
  readonly images: { readonly bytes: number; readonly freeable: number }
}

/** Removes workspaces of finished runs that are old or take too much, and old logs and images. */
export interface RetentionService {
  /** Optionally with other limits: what they would free. */
  look(project: string, retention?: Retention): Promise<Storage>
  save(project: string, retention: Retention): Promise<Result<Storage, Problem>>
  /** Applies the limits now; answers what is left. */
  clean(project: string): Promise<Storage>
  /** Cleans all projects from time to time. */
  start(): void
  close(): Promise<void>
}

// Milliseconds: the first time once nobody waits for the server to start any more.
const firstAfter = 10 * 60_000
const every = 6 * 3_600_000
const lookAgainMs = 60_000

export function createRetentionService(
  ports: Pick<Ports, 'projects' | 'workspaces' | 'logs' | 'images' | 'target' | 'clock' | 'runs' | 'report'>,
  reader: Pick<RunReader, 'read'>,
  orchestrator: Pick<Orchestrator, 'live' | 'liveRuns'>,
  signal: AbortSignal,
): RetentionService {
  const { projects, workspaces, logs, clock, report } = ports
  const { later, tell, idle } = createBackground('retention', ports, signal)
  const images = createImageRetention(ports, reader, orchestrator)
  /** Cached by run, since what ended runs take does not change. */
  const measured = new Map<string, { readonly sequence: number; readonly bytes: number }>()
  /** Cached, since it takes reading many thousand folders, and somebody who tries limits asks with each key. */
  const seenLogs = new Map<string, { readonly at: number; readonly kept: Promise<readonly KeptLogs[]> }>()
  let stopTimer = (): void => undefined

  async function retentionOf(project: string): Promise<Retention> {
    return (await projects.read(project))?.retention ?? usualRetention
  }

  async function keptOf(project: string): Promise<readonly KeptWorkspace[]> {
    const kept: KeptWorkspace[] = []
    for (const id of await workspaces.runs(project)) {
      const run = await reader.read(project, id)
      // What belongs to no run is not ours to remove.
      if (run === undefined) continue
      const isOver = hasEnded(run) && orchestrator.live(id) === undefined
      const { sequence } = run
      const before = measured.get(id)
      const bytes = before?.sequence === sequence ? before.bytes : await workspaces.size(project, id)
      if (isOver) measured.set(id, { sequence, bytes })
      kept.push({
        ...{ run: id, isDone: run.state === 'succeeded', bytes },
        ...(isOver && run.endedAt !== undefined ? { endedAt: run.endedAt } : {}),
      })
    }
    return kept
  }

  function logsOf(project: string): Promise<readonly KeptLogs[]> {
    const seen = seenLogs.get(project)
    if (seen !== undefined && clock.now() - seen.at < lookAgainMs) return seen.kept
    const kept = logs.kept(project)
    seenLogs.set(project, { at: clock.now(), kept })
    kept.catch(() => seenLogs.delete(project))
    return kept
  }

  async function look(project: string, given?: Retention): Promise<Storage> {
    const [retention, kept, keptLogs] = [
      given ?? (await retentionOf(project)),
      await keptOf(project),
      await logsOf(project),
    ]
    const now = clock.now()
    return {
      ...{ retention, kept: sumOf(kept), freeable: sumOf(workspacesToRemove(kept, retention, now)) },
      logs: { bytes: bytesOf(keptLogs), freeable: bytesOf(logsToRemove(keptLogs, retention, now)) },
      images: await images.look({ project, retention }),
    }
  }

  async function removeOld(project: string): Promise<void> {
    const retention = await retentionOf(project)
    for (const { run } of workspacesToRemove(await keptOf(project), retention, clock.now())) {
      if (signal.aborted) return
      // Somebody may have retried it meanwhile.
      if (orchestrator.live(run) !== undefined) continue
      // What a container has written as another user can be removed by nobody here, and must not keep the others.
      await workspaces
        .remove(project, run, new Date(clock.now()).toISOString())
        .catch((error: unknown) => report(`retention: ${saidBy(error)}`))
      measured.delete(run)
    }
    for (const { taskRun } of logsToRemove(await logs.kept(project), retention, clock.now()))
      await logs.remove(project, taskRun)
    seenLogs.delete(project)
  }

  async function cleanAll(): Promise<void> {
    for (const { name } of await projects.list()) if (!signal.aborted) await removeOld(name).catch(tell)
    if (!signal.aborted) await images.clean()
  }

  function wait(milliseconds: number): void {
    if (signal.aborted) return
    stopTimer = clock.after(milliseconds, () => later(cleanAll().finally(() => wait(every))))
  }

  return {
    look,
    async clean(project) {
      await removeOld(project)
      await images.clean()
      return look(project)
    },
    async save(project, retention) {
      const saved = await projects.change(project, (known) => ({ ...known, retention }))
      return saved === undefined
        ? err(problem('not-found', say`There is no project ${project}`))
        : ok(await look(project))
    },
    start: () => wait(firstAfter),
    async close() {
      stopTimer()
      await idle()
    },
  }
}

function sumOf(kept: readonly KeptWorkspace[]): Storage['kept'] {
  return { runs: kept.length, bytes: bytesOf(kept) }
}
