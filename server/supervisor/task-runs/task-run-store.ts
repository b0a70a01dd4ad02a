import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SupervisedTaskRun, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'

interface Entry {
  readonly pipelineRun: string
  readonly known: SupervisedTaskRun
}

/** Statuses of all TaskRuns, and their subscribers. */
export interface TaskRunStore {
  has(launch: TaskLaunch): boolean
  put(launch: TaskLaunch, status: TaskRunStatus): void
  remove(launch: Pick<TaskLaunch, 'namespace' | 'name' | 'retry'>): void
  list(namespace: string, pipelineRun: string): readonly SupervisedTaskRun[]
  /** Opens a reader of all changes after the revision, past and future, until it is closed. */
  changes(after: number): ChangeReader
}

/** Slow readers skip intermediate states; the last state of each TaskRun always arrives. */
export interface ChangeReader {
  /** Returns what changed since the last call, by revision. */
  take(): readonly SupervisedTaskRun[]
  /** Registers a callback for when there is something to take again; it is called once. */
  onChange(wake: (() => void) | undefined): void
  close(): void
}

/** Makes a store whose revisions start at the time in microseconds, so that they keep growing across restarts of the supervisor. */
export function createTaskRunStore(): TaskRunStore {
  const entries = new Map<string, Entry>()
  const readers = new Set<{ readonly pending: Set<string>; wake: (() => void) | undefined }>()
  let revision = Date.now() * 1000
  const keyOf = (of: Pick<TaskLaunch, 'namespace' | 'name' | 'retry'>): string =>
    `${of.namespace}/${of.name}/${of.retry}`

  return {
    has: (launch) => entries.has(keyOf(launch)),
    put(launch, status) {
      const key = keyOf(launch)
      revision += 1
      entries.set(key, {
        pipelineRun: launch.pipelineRun,
        known: { namespace: launch.namespace, pipelineRun: launch.pipelineRun, revision, status },
      })
      for (const reader of readers) {
        reader.pending.add(key)
        const { wake } = reader
        reader.wake = undefined
        wake?.()
      }
    },
    remove(launch) {
      const key = keyOf(launch)
      entries.delete(key)
      for (const reader of readers) reader.pending.delete(key)
    },
    list: (namespace, pipelineRun) =>
      [...entries.values()]
        .filter((entry) => entry.known.namespace === namespace && entry.pipelineRun === pipelineRun)
        .map(({ known }) => known)
        .toSorted((a, b) => a.revision - b.revision),
    changes(after) {
      // A cursor from the future belongs to another data directory or clock; ignore it.
      const from = after > revision ? 0 : after
      const missed = [...entries].filter(([, { known }]) => known.revision > from).map(([key]) => key)
      const reader: { readonly pending: Set<string>; wake: (() => void) | undefined } = {
        pending: new Set(missed),
        wake: undefined,
      }
      readers.add(reader)
      return {
        take() {
          const taken = [...reader.pending].flatMap((key) => entries.get(key)?.known ?? [])
          reader.pending.clear()
          return taken.toSorted((a, b) => a.revision - b.revision)
        },
        onChange(wake) {
          reader.wake = wake
          if (wake === undefined || reader.pending.size === 0) return
          reader.wake = undefined
          wake()
        },
        close: () => readers.delete(reader),
      }
    },
  }
}
