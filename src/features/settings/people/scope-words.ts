import type { Scope } from '#domain/access/scopes.ts'

/** Keys of the words for scopes. */
export const scopeWords = {
  read: 'scopeRead',
  run: 'scopeRun',
  edit: 'scopeEdit',
  approve: 'scopeApprove',
  admin: 'scopeAdmin',
} as const satisfies Record<Scope, string>
