import { rememberedOf } from '../remember.ts'
import type { PipelineTask } from './task.ts'
import { tasksReadBy } from './values/result-references.ts'

/**
 * The predecessors of each task, by name: its `runAfter` and the tasks whose results it reads. Names of unknown tasks are left out. Cached, since
 * every change of a run plans it again, but its order never changes.
 */
export const parentsOf: (tasks: readonly PipelineTask[]) => ReadonlyMap<string, readonly string[]> =
  rememberedOf(readParents)

function readParents(tasks: readonly PipelineTask[]): ReadonlyMap<string, readonly string[]> {
  const names = new Set(tasks.map(({ name }) => name))
  return new Map(
    tasks.map((task) => {
      const wanted = new Set([...(task.runAfter ?? []), ...tasksReadBy(task)])
      return [task.name, [...wanted].filter((name) => names.has(name))]
    }),
  )
}

interface TaskOrder {
  readonly ordered: readonly PipelineTask[]
  readonly cyclic: readonly string[]
}

/** Tasks with predecessors first, otherwise in written order; `cyclic` names tasks that wait for themselves, or for such a task. */
export const inOrder: (tasks: readonly PipelineTask[]) => TaskOrder = rememberedOf(putInOrder)

function putInOrder(tasks: readonly PipelineTask[]): TaskOrder {
  const parents = parentsOf(tasks)
  const placed = new Set<string>()
  const ordered: PipelineTask[] = []
  let waiting = tasks
  for (;;) {
    const ready = waiting.filter(({ name }) => (parents.get(name) ?? []).every((parent) => placed.has(parent)))
    if (ready.length === 0) return { ordered, cyclic: waiting.map(({ name }) => name) }
    for (const task of ready) placed.add(task.name)
    ordered.push(...ready)
    waiting = waiting.filter(({ name }) => !placed.has(name))
  }
}
