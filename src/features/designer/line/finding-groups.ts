import { stageKindOf } from '#domain/line/stage-kind.ts'
import type { Finding } from '#domain/problem.ts'
import type { LineView } from './line-view.ts'

/** Findings of many stages that have one cause, and one way out: what a line from elsewhere names and the project does not have. */
export interface FindingGroup {
  readonly code: 'unknown-deployment' | 'unknown-pipeline'
  /** What the stages are called in adapters, of Pipelines. */
  readonly kind: string
  readonly findings: readonly Finding[]
}

/** Findings that are told together, and those that stand alone. Those with a near name have a repair each. */
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
    // Applications and environments come first: adapters are for what is there.
    groups: groups.toSorted((a, b) => (a.code === b.code ? 0 : a.code < b.code ? -1 : 1)),
    single: findings.filter((finding) => !grouped.has(finding)),
  }
}
