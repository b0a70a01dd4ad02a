import type { Finding } from '#domain/problem.ts'
import { readApprovalAsk } from '../approval-ask.ts'
import { isApprovalTask } from '../custom-task.ts'
import type { PipelineRun } from '../pipeline.ts'
import { textsIn } from '../values/result-references.ts'
import { referencesIn } from '../values/substitute.ts'
import { errorAt } from './finding.ts'
import { placedTasks } from './placed-tasks.ts'

/** Finds approval tasks that nobody could answer, as far as known before they ask. */
export function findApprovalErrors(run: PipelineRun): readonly Finding[] {
  return placedTasks(run).flatMap(({ task, path }) => {
    if (!isApprovalTask(task)) return []
    const written = (task.params ?? []).filter(({ value }) =>
      textsIn(value).every((text) => referencesIn(text).length === 0),
    )
    const asks = readApprovalAsk(written)
    const at = `${path}.params`
    if (typeof asks === 'string') return [errorAt(at, 'tekton-approval', asks)]
    const { approvers, required } = asks
    // The size of teams is not known here.
    const people = new Set(approvers)
    if (people.size === 0 || people.size >= required || approvers.some((name) => name.startsWith('group:'))) return []
    const message = `The task "${task.name}" wants ${String(required)} approvals of ${String(people.size)} people`
    return [errorAt(at, 'tekton-approval', message, { task: task.name }, 'Name more people or want fewer approvals')]
  })
}
