import type { Finding } from '#domain/problem.ts'
import { parseDuration } from '../duration.ts'
import { isCustomTask } from '../custom-task.ts'
import type { PipelineRun } from '../pipeline.ts'
import { stepsOf } from '../step-template.ts'
import type { PipelineTask } from '../task.ts'
import { errorAt } from './finding.ts'

/** Findings about the steps of every embedded Task: what they run, under which name, for how long. */
export function findStepErrors({ spec }: PipelineRun): readonly Finding[] {
  const { tasks, finally: finals = [] } = spec.pipelineSpec
  return [
    ...tasks.flatMap((task, index) => findErrors(`spec.pipelineSpec.tasks[${index}]`, task)),
    ...finals.flatMap((task, index) => findErrors(`spec.pipelineSpec.finally[${index}]`, task)),
  ]
}

function findErrors(path: string, task: PipelineTask): readonly Finding[] {
  if (task.taskSpec === undefined) {
    return isCustomTask(task)
      ? []
      : [
          errorAt(`${path}.taskSpec`, 'tekton-no-task', `Task "${task.name}" has no embedded taskSpec`, {
            name: task.name,
          }),
        ]
  }
  const names = new Set<string>()
  return stepsOf(task.taskSpec).flatMap(({ name, script, command, timeout }, index) => {
    const at = `${path}.taskSpec.steps[${index}]`
    const repeated = names.has(name)
    names.add(name)
    return [
      ...(repeated
        ? [errorAt(`${at}.name`, 'tekton-duplicate-step', `There are several steps named "${name}"`, { name })]
        : []),
      ...(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
        ? []
        : [errorAt(`${at}.name`, 'tekton-name', `"${name}" is not a valid step name`, { name })]),
      ...(script !== undefined && command !== undefined
        ? [errorAt(at, 'tekton-script-and-command', `Step "${name}" has both a script and a command`, { name })]
        : []),
      ...(script === undefined && (command ?? []).length === 0
        ? [
            errorAt(
              at,
              'tekton-no-command',
              `Step "${name}" has neither script nor command, and what its image would run is not known here`,
              { name },
            ),
          ]
        : []),
      ...(timeout !== undefined && parseDuration(timeout) === undefined
        ? [errorAt(`${at}.timeout`, 'tekton-duration', `"${timeout}" is not a duration`, { text: timeout })]
        : []),
    ]
  })
}
