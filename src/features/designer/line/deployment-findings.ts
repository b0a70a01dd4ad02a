import type { Finding } from '#domain/problem.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'
import { rendersManifests } from './analysis.ts'
import type { LineView } from './line-view.ts'

/** What is wrong with a deployment's resources. */
export interface DeploymentFindings {
  readonly application: string
  readonly deployment: string
  readonly findings: readonly Finding[]
}

/** The deployments that a line delivers to, each once. */
export function deploymentsOf({ line, world }: Pick<LineView, 'line' | 'world'>) {
  const found = new Map<string, { readonly application: string; readonly deployment: string }>()
  for (const { spec } of line.spec.stages) {
    if (!rendersManifests(pipelineNamed(world, spec.pipeline)?.metadata.annotations)) continue
    const { app: application, name: deployment } = spec.deployment
    found.set(`${application}/${deployment}`, { application, deployment })
  }
  return [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** Adds the findings of deployments to every stage that delivers to one. */
export function withDeploymentFindings(view: LineView, found: readonly DeploymentFindings[]): LineView {
  if (found.length === 0) return view
  const more = view.line.spec.stages.flatMap((stage) => {
    const { app, name } = stage.spec.deployment
    const of = found.find(({ application, deployment }) => application === app && deployment === name)
    if (of === undefined || !rendersManifests(pipelineNamed(view.world, stage.spec.pipeline)?.metadata.annotations))
      return []
    // Without line and column, which are in the QVS Config and not in the line's text.
    return of.findings.map((finding): Finding => ({ ...finding, place: { stage: stage.name } }))
  })
  if (more.length === 0) return view
  const findingsOf = new Map(view.findingsOf)
  for (const [stage, findings] of Map.groupBy(more, ({ place }) => place.stage ?? ''))
    findingsOf.set(stage, [...(findingsOf.get(stage) ?? []), ...findings])
  return { ...view, findings: [...view.findings, ...more], findingsOf }
}
