import type { Pipeline } from './pipeline.ts'
import type { Task } from './task.ts'

/** The known Tasks that a Pipeline refers to by name, also in `finally`. */
export function usedTasks({ spec }: Pick<Pipeline, 'spec'>, known: readonly Task[]): Task[] {
  const names = new Set([...spec.tasks, ...(spec.finally ?? [])].map(({ taskRef }) => taskRef?.name))
  return known.filter(({ metadata }) => names.has(metadata.name))
}
