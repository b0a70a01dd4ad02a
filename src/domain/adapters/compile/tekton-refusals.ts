import type { Finding } from '../../problem.ts'
import { nameOf } from '../../tekton/values/lookups.ts'
import { textsIn } from '../../tekton/values/result-references.ts'
import { referencesIn } from '../../tekton/values/substitute.ts'
import type { KernelStage, KernelTask } from '../kernel/kernel-answer.ts'
import { pipelineParams } from './tekton-params.ts'

/** Names that Kubernetes accepts for objects, and Tekton for a Pipeline's tasks. */
const clusterName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/

/** Finds what Tekton would reject or misread in a stage's tasks (Value Stream). */
export function refusedIn(
  stage: KernelStage,
  tasks: readonly KernelTask[],
  approvalOf: (id: string) => string,
): Finding[] {
  const place = { stage: stage.name }
  const findings: Finding[] = []
  const known = namesIn(tasks)
  for (const task of tasks) {
    const adapters = task.adapters.join(', ')
    for (const { operator } of task.when)
      if (operator !== 'in' && operator !== 'notin')
        findings.push({
          severity: 'error',
          code: 'task-when-operator',
          message: `A condition of the task ${task.id} has the operator "${operator}"; there are in and notin`,
          args: { task: task.id, operator, adapters },
          place,
        })
    for (const { name, value } of task.constParams)
      if (value.text?.includes('$(params.') === true)
        findings.push({
          severity: 'error',
          code: 'task-constant',
          message: `The task ${task.id} is given ${value.text} as the constant "${name}", which has to be the same in every run`,
          args: { task: task.id, name, value: value.text, adapters },
          fix: 'Write the text itself or the result of a task, or leave the parameter to the Pipeline',
          place,
        })
    if (task.approvalRequired && tasks.some(({ id }) => id === approvalOf(task.id)))
      findings.push({
        severity: 'error',
        code: 'task-approval-name',
        message: `The stage ${stage.name} has a task ${approvalOf(task.id)}, as the approval after the task ${task.id} is called`,
        args: { task: task.id, name: approvalOf(task.id), stage: stage.name, adapters },
        fix: 'Give that task another key',
        place,
      })
    for (const text of unknownIn(task, known))
      findings.push({
        severity: 'warning',
        code: 'task-unknown-value',
        message: `A condition or constant of the task ${task.id} refers to $(${text}), which the Pipeline of the stage ${stage.name} does not have: no cluster takes that`,
        args: { task: task.id, text, stage: stage.name, adapters },
        fix: 'Correct the name: a Pipeline has the parameters of its tasks, with the prefix of their task where it has one, and $(tasks.<task>.results.<name>)',
        place,
      })
    for (const text of undeclaredIn(task))
      findings.push({
        severity: 'warning',
        code: 'task-undeclared',
        message: `The task ${task.id} refers to $(${text}), which it does not declare: no cluster takes that`,
        args: { task: task.id, text, adapters },
        fix: 'Correct the name, or declare it among the params or results of the task',
        place,
      })
  }
  const names = [
    { name: stage.name, adapters: stage.adapters },
    ...tasks.flatMap(({ id, prefix, name, adapters }) => [id, prefix, name].map((one) => ({ name: one, adapters }))),
  ]
  for (const [name, { adapters }] of new Map(names.map((one) => [one.name, one])))
    if (name !== '' && !clusterName.test(name))
      findings.push({
        severity: 'warning',
        code: 'task-name',
        message: `No cluster takes the name "${name}" of ${adapters.join(' and ')}: there may be small letters, digits and hyphens`,
        args: { name, adapters: adapters.join(', ') },
        place,
      })
  return findings
}

/** References in a task's steps to undeclared parameters or results. */
function undeclaredIn({ params, results, spec }: KernelTask): ReadonlySet<string> {
  const declared = new Map([
    ['params', new Set(params.map(({ name }) => name))],
    ['results', new Set(results.map(({ name }) => name))],
  ])
  const texts = textsIn([spec['steps'], spec['sidecars'], spec['stepTemplate']])
  const found = texts
    .flatMap((text) => referencesIn(text))
    .filter(({ scope, segments }) => {
      const names = segments.map((segment) => nameOf(segment) ?? '')
      const known = declared.get(scope)
      return known !== undefined && !names.some((_, index) => known.has(names.slice(0, index + 1).join('.')))
    })
  return new Set(found.map(({ text }) => text))
}

/** Names that texts of a Pipeline may refer to: its parameters, and its tasks' results. */
function namesIn(tasks: readonly KernelTask[]): ReadonlySet<string> {
  return new Set([
    ...pipelineParams(tasks).specs.map(({ name }) => `params.${name}`),
    ...tasks.flatMap(({ id, results }) => results.map(({ name }) => `tasks.${id}.results.${name}`)),
  ])
}

/** References in a task's conditions and constants that the Pipeline does not have. */
function unknownIn({ when, constParams }: KernelTask, known: ReadonlySet<string>): ReadonlySet<string> {
  const texts = [
    ...when.flatMap(({ input, values }) => [input.text ?? '', ...values]),
    // A parameter as a constant is reported separately.
    ...constParams.flatMap(({ value }) => (value.text?.includes('$(params.') === true ? [] : (value.text ?? []))),
  ]
  const unknown = texts
    .flatMap((text) => referencesIn(text))
    .filter(({ scope, segments }) => {
      const names = [scope, ...segments.map((segment) => nameOf(segment) ?? '')]
      return (
        (scope === 'params' || (scope === 'tasks' && names[2] === 'results')) &&
        !names.some((_, index) => known.has(names.slice(0, index + 1).join('.')))
      )
    })
  return new Set(unknown.map(({ text }) => text))
}
