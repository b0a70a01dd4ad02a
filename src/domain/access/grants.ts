import { z } from 'zod'
import type { Member } from '../project.ts'
import { roleSchema } from './roles.ts'

/**
 * Maps groups of an identity provider to rights: `claim` says where an access token names the person's groups; each group gives a role and teams in
 * one project, or in every project if it names none.
 */
export const grantsSchema = z.strictObject({
  claim: z.string().min(1),
  groups: z
    .array(
      z.strictObject({
        group: z.string().min(1),
        project: z.string().min(1).optional(),
        role: roleSchema,
        teams: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
      }),
    )
    .min(1),
})
export type Grants = z.infer<typeof grantsSchema>

/** Returns the groups that a token names. Looks up the claim as written, then as a path, because names of claims may be addresses with dots. */
export function groupsIn(claims: Readonly<Record<string, unknown>>, claim: string): readonly string[] {
  const [first = '', ...rest] = claim.split('.')
  const found = Object.hasOwn(claims, claim)
    ? claims[claim]
    : rest.reduce<unknown>((value, key) => (hasFields(value) ? value[key] : undefined), claims[first])
  if (typeof found === 'string') return [found]
  return Array.isArray(found) ? found.filter((group) => typeof group === 'string') : []
}

/** Returns what a person's groups give in a project: the role of the first matching entry and the teams of all; undefined if none matches. */
export function grantedIn(
  { groups: entries }: Grants,
  project: string,
  groups: readonly string[],
): Pick<Member, 'role' | 'teams'> | undefined {
  const fitting = entries.filter(
    (entry) => (entry.project === undefined || entry.project === project) && groups.includes(entry.group),
  )
  const [first] = fitting
  if (first === undefined) return undefined
  return { role: first.role, teams: [...new Set(fitting.flatMap(({ teams }) => teams))] }
}

/** True for lists as well, so that a path may lead through them. */
function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
