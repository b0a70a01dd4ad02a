import { type Scope, scopeKey } from '#domain/parameters/scope.ts'

export type DeploymentScope = Extract<Scope, { kind: 'deployment' }>

/** What is compared with what. */
export interface Pair {
  readonly left: DeploymentScope
  readonly right: DeploymentScope
}

/** The Deployments of two sides, each an environment or one of them, application by application. */
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

/** Deployments of one environment whose application is not in the other. */
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
