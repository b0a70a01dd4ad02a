import { scopeKey, type Scope } from './scope.ts'

/**
 * Indexes scopes by the names that people may use: keys, and bare names if unique. Next to a selected Deployment, the bare names of its application's
 * other Deployments refer to those, even if environments have the same names.
 */
export function scopesByName(scopes: readonly Scope[], at: Scope | undefined): ReadonlyMap<string, Scope> {
  const siblings = scopes.flatMap((scope) =>
    scope.kind === 'deployment' && at?.kind === 'deployment' && scope.application === at.application
      ? [[scope.deployment.toLowerCase(), scope] as const]
      : [],
  )
  const bare = Map.groupBy(scopes, (scope) => bareName(scope).toLowerCase())
  return new Map([
    ...[...bare].flatMap(([name, [only, ...more]]) =>
      only === undefined || more.length > 0 ? [] : [[name, only] as const],
    ),
    ...siblings,
    ...scopes.map((scope) => [scopeKey(scope).toLowerCase(), scope] as const),
  ])
}

function bareName(scope: Scope): string {
  switch (scope.kind) {
    case 'project':
      return 'project'
    case 'environment':
      return scope.environment
    case 'application':
      return scope.application
    case 'deployment':
      return `${scope.application} ${scope.deployment}`
  }
}
