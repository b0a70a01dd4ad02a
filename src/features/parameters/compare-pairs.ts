import type { AssemblyLine } from '#domain/line/line.ts'
import { stageKindOf } from '#domain/line/stage-kind.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'

export type DeploymentScope = Extract<Scope, { kind: 'deployment' }>

/** Two Deployments to compare. */
export interface Pair {
  readonly left: DeploymentScope
  readonly right: DeploymentScope
}

/** Pairs up the Deployments of two sides by application. A side is an environment or a single Deployment. */
export function pairsOf(scopes: readonly Scope[], left: string, right: string): readonly Pair[] {
  const deployments = scopes.filter((scope): scope is DeploymentScope => scope.kind === 'deployment')
  const inEnvironment = (key: string): readonly DeploymentScope[] =>
    deployments.filter((scope) => `environment:${scope.environment}` === key || scopeKey(scope) === key)
  const [lefts, rights] = [inEnvironment(left), inEnvironment(right)]
  const isSingle = !left.startsWith('environment:') && !right.startsWith('environment:')
  return lefts.flatMap((one) => {
    const other = rights.find((candidate) => isSingle || candidate.application === one.application)
    return other === undefined || other === one ? [] : [{ left: one, right: other }]
  })
}

/** Deployments of one environment whose application the other lacks. */
export function aloneIn(scopes: readonly Scope[], left: string, right: string): readonly DeploymentScope[] {
  const deployments = scopes.filter((scope): scope is DeploymentScope => scope.kind === 'deployment')
  const inside = (key: string): readonly DeploymentScope[] =>
    deployments.filter(({ environment }) => `environment:${environment}` === key)
  const [lefts, rights] = [inside(left), inside(right)]
  if (lefts.length === 0 || rights.length === 0) return []
  const without = (some: readonly DeploymentScope[], others: readonly DeploymentScope[]) =>
    some.filter(({ application }) => !others.some((other) => other.application === application))
  return [...without(lefts, rights), ...without(rights, lefts)]
}

interface StageOfLine {
  readonly line: string
  readonly stage: string
}

export interface StagePair {
  readonly left: StageOfLine
  readonly right: StageOfLine
}

/**
 * Pairs of stages that run the same Pipeline, or its counterpart for the other application. Pairs within one line come
 * first, since each environment may have a line of its own.
 */
export function stagePairs(lines: readonly AssemblyLine[], { left, right }: Pair): readonly StagePair[] {
  const [lefts, rights] = [stagesAt(lines, left), stagesAt(lines, right)]
  const isDone = new Set<string>()
  const together = lefts.flatMap((one) => {
    const other = rights.find(({ line, pipeline }) => line === one.line && pipeline === one.pipeline)
    if (other === undefined) return []
    isDone.add(one.pipeline)
    return [{ left: one, right: other }]
  })
  const apart = lefts.flatMap((one) => {
    const other = rights.find(({ pipeline }) => pipeline === one.pipeline)
    if (other === undefined || isDone.has(one.pipeline)) return []
    isDone.add(one.pipeline)
    return [{ left: one, right: other }]
  })
  return [...together, ...apart]
}

/** The stages of a Deployment. The names of its Pipelines begin with the application's. */
function stagesAt(
  lines: readonly AssemblyLine[],
  { application, deployment }: DeploymentScope,
): readonly (StageOfLine & { readonly pipeline: string })[] {
  return lines.flatMap(({ metadata, spec }) =>
    spec.stages.flatMap((stage) => {
      const { pipeline, deployment: at } = stage.spec
      return at.app === application && at.name === deployment
        ? [{ line: metadata.name, stage: stage.name, pipeline: stageKindOf(stage) ?? pipeline }]
        : []
    }),
  )
}

/** The manifest's path with the other application's name in it, so that the two line up. */
export function pathFor({ left, right }: Pair, path: string): string {
  return path.replaceAll(new RegExp(`(?<=[-/.])${left.application}(?=[-/.])`, 'g'), right.application)
}
