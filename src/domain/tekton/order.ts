import type { PipelineTask } from './task.ts'
import { tasksReadBy } from './values/result-references.ts'

/** What must be done before each task, by name: `runAfter` and the tasks whose results it reads; names that are no task are left out. */
export function parentsOf(tasks: readonly PipelineTask[]): ReadonlyMap<string, readonly string[]> {
  const names = new Set(tasks.map(({ name }) => name))
  return new Map(
    tasks.map((task) => {
      const wanted = new Set([...(task.runAfter ?? []), ...tasksReadBy(task)])
      return [task.name, [...wanted].filter((name) => names.has(name))]
    }),
  )
}

/** Tasks parents first, ties in written order; `cyclic` holds the names of those that wait for themselves, or for one that does. */
export function inOrder(tasks: readonly PipelineTask[]): {
  readonly ordered: readonly PipelineTask[]
  readonly cyclic: readonly string[]
} {
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
