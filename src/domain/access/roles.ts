import { z } from 'zod'

/** The role of a member in a project; `permissions` says what it allows. */
export const roleSchema = z.enum(['reader', 'developer', 'approver', 'admin'])
/** Roles of a project: Value Stream's Reader and Admin, and two between them. */
export type Role = z.infer<typeof roleSchema>

/** Everything that a route may demand. Only the short-lived tokens of running tasks hold `task`. */
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

/** Returns the roles that hold a permission, weakest first, to tell a person without the right. */
export function rolesThatCan(permission: Permission): readonly Role[] {
  return roleSchema.options.filter((role) => can(role, permission))
}
