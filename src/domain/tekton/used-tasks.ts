import type { Pipeline } from './pipeline.ts'
import type { Task } from './task.ts'

/** Those of the known Tasks that a Pipeline refers to by name, in `finally` as well. */
export function usedTasks({ spec }: Pick<Pipeline, 'spec'>, known: readonly Task[]): Task[] {
  const names = new Set([...spec.tasks, ...(spec.finally ?? [])].map(({ taskRef }) => taskRef?.name))
  return known.filter(({ metadata }) => names.has(metadata.name))
}
