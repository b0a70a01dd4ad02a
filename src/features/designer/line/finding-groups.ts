import { stageKindOf } from '#domain/line/stage-kind.ts'
import type { Finding } from '#domain/problem.ts'
import type { LineView } from './line-view.ts'

/** Findings of many stages with one cause and one remedy: an imported line names things that the project lacks. */
export interface FindingGroup {
  readonly code: 'unknown-deployment' | 'unknown-pipeline'
  /** What the adapters call the stages, if Pipelines are missing. */
  readonly kind: string
  readonly findings: readonly Finding[]
}

/** Groups findings of one cause. Those with a similar name in the project stay single, since each has a repair. */
export function groupFindings(
  findings: readonly Finding[],
  { stages }: Pick<LineView, 'stages'>,
): { readonly groups: readonly FindingGroup[]; readonly single: readonly Finding[] } {
  const keyOf = ({ code, args, place, severity }: Finding): string | undefined => {
    const stage = stages.get(place.stage ?? '')
    if (severity !== 'error' || stage === undefined || args['near'] !== undefined) return undefined
    if (code === 'unknown-deployment') return `${code}:`
    const kind = code === 'unknown-pipeline' ? stageKindOf(stage) : undefined
    return kind === undefined ? undefined : `${code}:${kind}`
  }
  const byKey = Map.groupBy(findings, keyOf)
  const groups = [...byKey].flatMap(([key, own]): FindingGroup[] => {
    if (key === undefined || own.length < 2) return []
    const code = key.startsWith('unknown-deployment') ? 'unknown-deployment' : 'unknown-pipeline'
    return [{ code, kind: key.slice(code.length + 1), findings: own }]
  })
  const grouped = new Set(groups.flatMap((group) => group.findings))
  return {
    // Applications and environments first, since adapters need them.
    groups: groups.toSorted((a, b) => (a.code === b.code ? 0 : a.code < b.code ? -1 : 1)),
    single: findings.filter((finding) => !grouped.has(finding)),
  }
}
