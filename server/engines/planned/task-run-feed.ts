import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SupervisedTaskRun } from '#domain/tekton/launch/task-launch.ts'

/** A supervisor's TaskRuns in memory, with the revisions that its watchers follow. */
export interface TaskRunFeed {
  publish(namespace: string, pipelineRun: string, status: TaskRunStatus): void
  list(namespace: string, pipelineRun: string): readonly SupervisedTaskRun[]
  follow(afterRevision: number, signal: AbortSignal): AsyncIterable<SupervisedTaskRun>
  forget(namespace: string, pipelineRun: string): void
}

/** Creates an empty feed; slow watchers get the latest status of each try, in order of revisions. */
export function createTaskRunFeed(): TaskRunFeed {
  const known = new Map<string, { readonly pipelineRun: string; readonly taskRun: SupervisedTaskRun }>()
  const wakers = new Set<() => void>()
  let revision = 0

  async function* follow(afterRevision: number, signal: AbortSignal): AsyncGenerator<SupervisedTaskRun> {
    let seen = afterRevision
    while (!signal.aborted) {
      const next = [...known.values()]
        .map(({ taskRun }) => taskRun)
        .filter((taskRun) => taskRun.revision > seen)
        .sort((a, b) => a.revision - b.revision)[0]
      if (next === undefined) await sleep(signal)
      else {
        seen = next.revision
        yield next
      }
    }
  }

  function sleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        wakers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      wakers.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  return {
    publish(namespace, pipelineRun, status) {
      revision += 1
      known.set(`${namespace}/${status.name}/${status.retry}`, {
        pipelineRun,
        taskRun: { namespace, pipelineRun, revision, status },
      })
      for (const wake of [...wakers]) wake()
    },
    list: (namespace, pipelineRun) =>
      [...known.values()].flatMap((one) =>
        one.pipelineRun === pipelineRun && one.taskRun.namespace === namespace ? [one.taskRun] : [],
      ),
    follow,
    forget(namespace, pipelineRun) {
      for (const [key, one] of known)
        if (one.pipelineRun === pipelineRun && one.taskRun.namespace === namespace) known.delete(key)
    },
  }
}
