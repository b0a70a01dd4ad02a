import type { Finding } from '#domain/problem.ts'
import { childRunAs, isParentTask } from '../run/child-run.ts'
import { paramsOfRun } from '../values/param-values.ts'
import type { Param } from '../values/params.ts'
import type { PipelineRun } from '../pipeline.ts'
import { referencesIn } from '../values/substitute.ts'
import { textsIn } from '../values/result-references.ts'
import type { PipelineTask } from '../task.ts'

/** Runs `find` on the nested Pipelines of a run, and returns its findings with paths of the run. */
export function findInChildren(run: PipelineRun, find: (child: PipelineRun) => readonly Finding[]): readonly Finding[] {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const inside = (list: string) => (task: PipelineTask, index: number) => {
    if (!isParentTask(task)) return []
    const fanned = [task.matrix?.params, ...(task.matrix?.include ?? []).map(({ params }) => params)]
    const written = fanned.flat().flatMap((param) => param ?? [])
    const combined = written.map(({ name }): Param => ({ name, value: `$(params.${name})` }))
    const given = { ...task, params: [...(task.params ?? []), ...combined] }
    const child = childRunAs(run.metadata.name, run, given, paramsOfRun(run))
    const open = (child.spec.params ?? []).flatMap(({ value }, at) =>
      textsIn(value).some((text) => referencesIn(text).length > 0) ? [`spec.params[${at}].value`] : [],
    )
    // Values of references are only known later, and bindings of workspaces are checked for the run.
    const isMoot = ({ place: { path = '' } }: Finding): boolean =>
      open.includes(path) || path.startsWith('spec.workspaces[')
    return find(child).flatMap((finding) =>
      isMoot(finding) ? [] : [moved(finding, `spec.pipelineSpec.${list}[${index}]`)],
    )
  }
  return [...tasks.flatMap(inside('tasks')), ...finals.flatMap(inside('finally'))]
}

function moved(finding: Finding, task: string): Finding {
  const { path = '' } = finding.place
  const at = path.replace(/^spec\.timeouts.*/, 'spec.timeout').replace(/^spec/, task)
  return { ...finding, message: finding.message.replaceAll(path, at), place: { ...finding.place, path: at } }
}
