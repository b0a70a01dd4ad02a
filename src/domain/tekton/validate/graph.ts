import type { Finding } from '#domain/problem.ts'
import { idPattern } from '#domain/ids.ts'
import { isArtifactName } from '../launch/artifacts.ts'
import { isCustomTask } from '../custom-task.ts'
import { inOrder } from '../order.ts'
import type { PipelineRun } from '../pipeline.ts'
import { resultReferencesIn, resultReferencesOf, type ResultReference } from '../values/result-references.ts'
import { isReduced } from '../run/reduce-for-retry.ts'
import type { PipelineSpec, PipelineTask } from '../task.ts'
import { errorAt } from './finding.ts'

/** Checks how tasks are connected: names, runAfter, cycles, and references to results. */
export function findGraphErrors(run: PipelineRun): readonly Finding[] {
  const { pipelineSpec } = run.spec
  const names = new Set(pipelineSpec.tasks.map(({ name }) => name))
  return [
    ...(pipelineSpec.tasks.length === 0 && !isReduced(run)
      ? [errorAt('spec.pipelineSpec.tasks', 'tekton-no-tasks', 'A Pipeline needs at least one task')]
      : []),
    ...pipelineSpec.tasks.flatMap((task, index) =>
      findTaskErrors(`spec.pipelineSpec.tasks[${index}]`, task, pipelineSpec, names, false),
    ),
    ...(pipelineSpec.finally ?? []).flatMap((task, index) =>
      findTaskErrors(`spec.pipelineSpec.finally[${index}]`, task, pipelineSpec, names, true),
    ),
    ...findDuplicateNames(pipelineSpec),
    ...findCycle(pipelineSpec),
    ...(pipelineSpec.results ?? []).flatMap(({ name, value }, index) =>
      resultReferencesIn(value).flatMap((reference) =>
        findReferenceErrors(`spec.pipelineSpec.results[${index}].value`, `Result "${name}"`, reference, [
          ...pipelineSpec.tasks,
          ...(pipelineSpec.finally ?? []),
        ]),
      ),
    ),
  ]
}

function findTaskErrors(
  path: string,
  task: PipelineTask,
  { tasks }: PipelineSpec,
  names: ReadonlySet<string>,
  isFinal: boolean,
): readonly Finding[] {
  const wrongName = idPattern.test(task.name)
    ? []
    : [errorAt(`${path}.name`, 'tekton-name', `"${task.name}" is not a valid task name`, { name: task.name })]
  const early =
    isFinal && (task.runAfter ?? []).length > 0
      ? [errorAt(`${path}.runAfter`, 'tekton-finally-order', 'Finally tasks run together, runAfter is not allowed')]
      : []
  const unknown = (isFinal ? [] : (task.runAfter ?? [])).flatMap((name, index) =>
    names.has(name)
      ? []
      : [
          errorAt(
            `${path}.runAfter[${index}]`,
            'tekton-unknown-task',
            `Task "${task.name}" runs after "${name}", which does not exist`,
            { name },
          ),
        ],
  )
  const references = resultReferencesOf(task).flatMap((reference) =>
    findReferenceErrors(path, `Task "${task.name}"`, reference, tasks),
  )
  return [...wrongName, ...early, ...unknown, ...references]
}

function findReferenceErrors(
  path: string,
  who: string,
  { task, result, rest, text }: ResultReference,
  tasks: readonly PipelineTask[],
): readonly Finding[] {
  const producer = tasks.find(({ name }) => name === task)
  if (producer === undefined)
    return [
      errorAt(path, 'tekton-unknown-task', `${who} refers to $(${text}), but there is no task "${task}" before it`, {
        name: task,
      }),
    ]
  const spec = producer.taskSpec ?? producer.pipelineSpec
  const declared =
    isCustomTask(producer) ||
    isArtifactName(result) ||
    // The results of a Task that was not found are unknown.
    spec === undefined ||
    (spec.results ?? []).some(({ name }) => name === result)
  const keys = producer.taskSpec?.results?.find(({ name }) => name === result)?.properties
  const [key] = rest
  if (keys !== undefined && key?.kind === 'name' && !Object.hasOwn(keys, key.name))
    return [
      errorAt(
        path,
        'tekton-unknown-result',
        `${who} refers to $(${text}), but the result "${result}" of task "${task}" has no key "${key.name}"`,
        { task, result, key: key.name },
      ),
    ]
  return declared
    ? []
    : [
        errorAt(
          path,
          'tekton-unknown-result',
          `${who} refers to $(${text}), but task "${task}" declares no result "${result}"`,
          { task, result },
        ),
      ]
}

function findDuplicateNames({ tasks, finally: finals = [] }: PipelineSpec): readonly Finding[] {
  const seen = new Set<string>()
  const places = [
    ...tasks.map(({ name }, index) => ({ name, path: `tasks[${index}]` })),
    ...finals.map(({ name }, index) => ({ name, path: `finally[${index}]` })),
  ]
  return places.flatMap(({ name, path }) => {
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    return [
      errorAt(`spec.pipelineSpec.${path}.name`, 'tekton-duplicate-task', `There are several tasks named "${name}"`, {
        name,
      }),
    ]
  })
}

function findCycle({ tasks }: PipelineSpec): readonly Finding[] {
  const { cyclic } = inOrder(tasks)
  if (cyclic.length === 0) return []
  const names = cyclic.join(', ')
  return [
    errorAt(
      'spec.pipelineSpec.tasks',
      'tekton-cycle',
      `Tasks wait for each other: ${names}`,
      { names },
      'Remove a runAfter or a reference to a result',
    ),
  ]
}
