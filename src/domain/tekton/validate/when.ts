import { check } from '@marcbachmann/cel-js'
import type { Finding } from '#domain/problem.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { WhenExpression } from '../task.ts'
import { errorAt } from './finding.ts'

/** Findings about CEL in guards of tasks and steps, as it is written: as on a cluster, `$(...)` has to stand in quotes. */
export function findWhenErrors({ spec }: PipelineRun): readonly Finding[] {
  const { tasks, finally: finals = [] } = spec.pipelineSpec
  const lists = [
    ...tasks.map((task, index) => ({ task, path: `spec.pipelineSpec.tasks[${index}]` })),
    ...finals.map((task, index) => ({ task, path: `spec.pipelineSpec.finally[${index}]` })),
  ]
  return lists.flatMap(({ task, path }) => [
    ...findIn(path, task.when),
    ...(task.taskSpec?.steps ?? []).flatMap((step, index) => findIn(`${path}.taskSpec.steps[${index}]`, step.when)),
  ])
}

function findIn(path: string, expressions: readonly WhenExpression[] = []): readonly Finding[] {
  return expressions.flatMap(({ cel }, index) => {
    const { valid, error } = cel === undefined ? { valid: true } : check(cel)
    if (valid) return []
    // What follows in further lines is a drawing of the place.
    const reason = error?.message.split('\n', 1)[0] ?? ''
    return [
      errorAt(`${path}.when[${index}].cel`, 'tekton-cel', `CEL expression "${cel}" cannot be read: ${reason}`, {
        cel: cel ?? '',
        reason,
      }),
    ]
  })
}
