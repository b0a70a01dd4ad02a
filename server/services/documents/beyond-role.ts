import { can, permissionToPublish, type Role } from '#domain/access/roles.ts'
import type { ChangePart } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'

/** Why a role may not publish a change set; undefined when it may. */
export function beyondRole(role: Role, parts: readonly ChangePart[]): Problem | undefined {
  const beyond = parts.find(({ id, text }) => !can(role, permissionToPublish(id, text)))
  if (beyond === undefined) return undefined
  return problem('not-allowed', say`Only admins publish ${beyond.id}`, { fix: say`Ask an admin of the project` })
}
