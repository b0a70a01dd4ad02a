import { documentId, type DocumentId } from '../documents.ts'

/** A place where a value can be set: a layer, or a Deployment. */
export type Scope =
  | { readonly kind: 'project' }
  | { readonly kind: 'environment'; readonly environment: string }
  | { readonly kind: 'application'; readonly application: string }
  | {
      readonly kind: 'deployment'
      readonly application: string
      readonly deployment: string
      readonly environment: string
    }

/** The document that holds the values of a scope. */
export function scopeDocument(scope: Scope): DocumentId {
  switch (scope.kind) {
    case 'project':
      return documentId('parameters', 'project')
    case 'environment':
      return documentId('parameters', 'environment', scope.environment)
    case 'application':
      return documentId('parameters', 'application', scope.application)
    case 'deployment':
      return documentId('parameters', scope.application, scope.deployment)
  }
}

/** Writes a scope as one word for addresses and keys: `project`, `environment:staging`, `application:api`, `api/staging`. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'project':
      return 'project'
    case 'environment':
      return `environment:${scope.environment}`
    case 'application':
      return `application:${scope.application}`
    case 'deployment':
      return `${scope.application}/${scope.deployment}`
  }
}

/** Returns the scopes that a value can be promoted to, nearest first: each reaches more Deployments. */
export function widerScopes(scope: Scope): readonly Scope[] {
  const project: Scope = { kind: 'project' }
  switch (scope.kind) {
    case 'project':
      return []
    case 'environment':
    case 'application':
      return [project]
    case 'deployment':
      return [
        { kind: 'environment', environment: scope.environment },
        { kind: 'application', application: scope.application },
        project,
      ]
  }
}
