import { z } from 'zod'
import type { Permission } from './roles.ts'

/** What a token may be used for, in everyday words; each scope stands for permissions of its owner's role. */
export const scopes = ['read', 'run', 'edit', 'approve', 'admin'] as const
export const scopeSchema = z.enum(scopes)
export type Scope = z.infer<typeof scopeSchema>

const covered: Readonly<Record<Scope, readonly Permission[]>> = {
  read: ['project.read'],
  run: ['run.start', 'run.cancel'],
  edit: ['line.edit', 'parameters.edit', 'repository.push'],
  approve: ['gate.comment', 'gate.decide'],
  admin: ['secrets.write', 'gate.bypass', 'project.admin'],
}

/** Whether a token with some scopes may use a permission. */
export function scopesCover(given: readonly Scope[], permission: Permission): boolean {
  return given.some((scope) => covered[scope].includes(permission))
}

/** Whether a scope allows anything to an owner with the given permissions. */
export function isUsable(scope: Scope, may: (permission: Permission) => boolean): boolean {
  return covered[scope].some(may)
}
