import { check } from '@marcbachmann/cel-js'
import type { Finding } from '#domain/problem.ts'
import type { PipelineRun } from '../pipeline.ts'
import type { WhenExpression } from '../task.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Checks the guards of tasks and steps. CEL is checked as written: as on a cluster, `$(...)` must be inside quotes. */
export function findWhenErrors(run: PipelineRun): readonly Finding[] {
  return placedTasks(run).flatMap(({ task, path }) => [
    ...findIn(path, task.when),
    ...(task.taskSpec?.steps ?? []).flatMap((step, index) => findIn(`${path}.taskSpec.steps[${index}]`, step.when)),
  ])
}

function findIn(path: string, expressions: readonly WhenExpression[] = []): readonly Finding[] {
  return expressions.flatMap(({ cel, input, operator, values = [] }, index) => {
    const both = cel !== undefined && (input !== undefined || operator !== undefined || values.length > 0)
    if (both || (cel === undefined && (operator === undefined || values.length === 0)))
      return [
        errorAt(
          `${path}.when[${index}]`,
          'tekton-when',
          'A guard is either cel, or input, operator and at least one of values',
        ),
      ]
    return cel === undefined ? [] : findInCel(`${path}.when[${index}].cel`, cel)
  })
}

function findInCel(path: string, cel: string): readonly Finding[] {
  const { valid, error, type = 'dyn' } = check(cel)
  if (!valid) {
    // Further lines of the message only draw the position.
    const reason = error?.message.split('\n', 1)[0] ?? ''
    return [errorAt(path, 'tekton-cel', `CEL expression "${cel}" cannot be read: ${reason}`, { cel, reason })]
  }
  // For `dyn`, only the value has a type.
  if (type === 'bool' || type === 'dyn') return []
  const message = `CEL expression "${cel}" is of type ${type}, and a guard has to be true or false`
  return [errorAt(path, 'tekton-cel-type', message, { cel, type }, 'Compare it with something')]
}
