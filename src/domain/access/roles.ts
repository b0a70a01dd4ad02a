import { z } from 'zod'

/** What a member is in a project; `permissions` says what that allows. */
export const roleSchema = z.enum(['reader', 'developer', 'approver', 'admin'])
/** Roles of a project: Value Stream's Reader and Admin, and two between them. */
export type Role = z.infer<typeof roleSchema>

/** Everything a route may demand. `task` is held by the short-lived tokens of running tasks only. */
export const permissions = [
  'project.read',
  'line.edit',
  'parameters.edit',
  'secrets.write',
  'run.start',
  'run.cancel',
  'gate.comment',
  'gate.decide',
  'gate.bypass',
  'repository.push',
  'project.admin',
] as const
export type Permission = (typeof permissions)[number]

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  reader: ['project.read'],
  developer: [
    'project.read',
    'line.edit',
    'parameters.edit',
    'secrets.write',
    'run.start',
    'run.cancel',
    'gate.comment',
    'repository.push',
  ],
  approver: ['project.read', 'run.start', 'run.cancel', 'gate.comment', 'gate.decide'],
  admin: permissions,
}

export function can(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission)
}

/** The roles that hold a permission, weakest first: what a person without the right is told. */
export function rolesThatCan(permission: Permission): readonly Role[] {
  return roleSchema.options.filter((role) => can(role, permission))
}
