import type { Finding } from '#domain/problem.ts'

/** Conflicts with one cause: a task that two adapters bring, or a single value. */
export interface ConflictGroup {
  /** The task, if they are about one. */
  readonly task?: { readonly stage: string; readonly name: string }
  readonly findings: readonly Finding[]
}

/** Groups conflicts about one task of the same adapters, so that ten of them do not look like ten causes. */
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
