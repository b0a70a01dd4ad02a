import type { Finding } from '#domain/problem.ts'

/** Contradictions with one cause: two adapters bring a task of the same key, or a value by itself. */
export interface ConflictGroup {
  /** The task that they are about, where they are about one. */
  readonly task?: { readonly stage: string; readonly name: string }
  readonly findings: readonly Finding[]
}

/** Contradictions of one task between the same adapters belong together: who reads ten of them looks for ten causes. */
export function conflictGroups(conflicts: readonly Finding[]): readonly ConflictGroup[] {
  const groups = Map.groupBy(conflicts, (finding) => {
    const task = taskOf(finding)
    const adapters = (finding.sides ?? []).map(({ adapter }) => adapter)
    return task === undefined ? finding : JSON.stringify([task, [...new Set(adapters)].toSorted()])
  })
  return [...groups.values()].map((findings) => {
    const [first] = findings
    const task = first === undefined || findings.length === 1 ? undefined : taskOf(first)
    return { findings, ...(task === undefined ? {} : { task }) }
  })
}

function taskOf({ args }: Finding): ConflictGroup['task'] {
  const [, stage, name] = /^([^.]+)\.tasks\.([^.]+)\./.exec(args['path'] ?? '') ?? []
  return stage === undefined || name === undefined ? undefined : { stage, name }
}
