import type { Permission } from '#domain/access/roles.ts'
import type { Scope } from '#domain/access/scopes.ts'

/** Keys of the words for scopes. */
export const scopeWords = {
  read: 'scopeRead',
  run: 'scopeRun',
  edit: 'scopeEdit',
  approve: 'scopeApprove',
  admin: 'scopeAdmin',
} as const satisfies Record<Scope, string>

/** The key of the words for a scope; some scopes only give a part of what they name, depending on the role. */
export function scopeWordIn(scope: Scope, may: (permission: Permission) => boolean) {
  if (scope === 'approve' && !may('gate.decide')) return 'scopeComment'
  if (scope === 'admin' && !may('project.admin')) return 'scopeSecrets'
  return scopeWords[scope]
}
