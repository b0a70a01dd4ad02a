import type { ApiTokenView } from '#contract/api-tokens.ts'
import { can, type Permission } from '#domain/access/roles.ts'
import { scopesCover, type Scope } from '#domain/access/scopes.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Member } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { ApiToken } from '../../ports/credentials.ts'

/** Prefix of API tokens, by which secret scanners can find a lost one. */
export const apiTokenPrefix = 'lwp_'

export interface TokenRequest {
  readonly name: string
  readonly kind: 'personal' | 'machine'
  readonly role?: 'reader' | 'developer' | undefined
  readonly scopes: readonly Scope[]
  readonly days: number
}

/** Tokens for programs and the command line: shown once, stored as hashes, limited by project, scope and time. */
export interface ApiTokens {
  create(
    project: string,
    member: Member,
    request: TokenRequest,
  ): Promise<Result<ApiTokenView & { token: string }, Problem>>
  list(project: string, member: Member): Promise<readonly ApiTokenView[]>
  remove(project: string, member: Member, id: string): Promise<Result<void, Problem>>
  /** The stored token; refused if it is unknown or expired, or if its person has left. */
  verify(token: string): Promise<Result<ApiToken, Problem>>
}

const day = 24 * 60 * 60 * 1000
// Milliseconds: the last use is written at most once a minute, so that a busy token does not load the store.
const useEvery = 60_000

export function createApiTokens({ clock, credentials, ids }: Pick<Ports, 'clock' | 'credentials' | 'ids'>): ApiTokens {
  const isAdmin = ({ role }: Member): boolean => can(role, 'project.admin')

  async function viewOf({
    id,
    name,
    kind,
    person,
    role,
    scopes,
    createdAt,
    expiresAt,
  }: ApiToken): Promise<ApiTokenView> {
    const used = await credentials.lastUsed(id)
    return {
      ...{ id, name, kind, person, scopes, createdAt, expiresAt: new Date(expiresAt).toISOString() },
      ...(role === undefined ? {} : { role }),
      ...(used === undefined ? {} : { lastUsedAt: new Date(used).toISOString() }),
    }
  }

  return {
    async create(project, member, { name, kind, role, scopes, days }) {
      if (kind === 'machine' && !isAdmin(member))
        return err(
          problem('not-allowed', say`Tokens of machines are made by admins`, { fix: say`Ask an admin of the project` }),
        )
      const id = ids.next()
      const secret = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      )
      const token = `${apiTokenPrefix}${id}_${secret.join('')}`
      const { id: personId, name: personName } = member.person
      const kept: ApiToken = {
        ...{ id, project, name, kind, scopes: [...new Set(scopes)], hash: sha256(token) },
        person: { id: personId, name: personName },
        ...(kind === 'machine' ? { role: role ?? 'reader' } : {}),
        createdAt: new Date(clock.now()).toISOString(),
        expiresAt: clock.now() + days * day,
      }
      await credentials.save(kept)
      return ok({ ...(await viewOf(kept)), token })
    },
    async list(project, member) {
      const all = await credentials.list(project)
      const seen = all.filter(
        ({ kind, person }) => isAdmin(member) || (kind === 'personal' && person.id === member.person.id),
      )
      return Promise.all(seen.map(viewOf))
    },
    async remove(project, member, id) {
      const found = await credentials.find(id)
      const own = found?.kind === 'personal' && found.person.id === member.person.id
      if (found?.project !== project || !(own || isAdmin(member)))
        return err(problem('not-found', say`There is no such token`))
      await credentials.remove(id)
      return ok(undefined)
    },
    async verify(token) {
      const fix = say`Make a new token in the settings of the project`
      const id = /^lwp_([a-z0-9-]+)_[0-9a-f]{64}$/.exec(token)?.[1]
      const kept = id === undefined ? undefined : await credentials.find(id)
      if (kept === undefined || !sameText(kept.hash, sha256(token)))
        return err(problem('not-signed-in', say`The token is not known`, { fix }))
      const now = clock.now()
      if (kept.expiresAt <= now) return err(problem('not-signed-in', say`The token ${kept.name} has expired`, { fix }))
      // A full disk must not keep people from looking at what has filled it.
      if (now - ((await credentials.lastUsed(kept.id)) ?? 0) >= useEvery)
        await credentials.used(kept.id, now).catch(() => undefined)
      return ok(kept)
    },
  }
}

/** Why a token lacks a permission; undefined if it has it. */
export function scopeProblem({ name, scopes }: ApiToken, permission: Permission): Problem | undefined {
  if (scopesCover(scopes, permission)) return undefined
  return problem('not-allowed', say`The token ${name} has no scope for this (${permission})`, {
    fix: say`Make a token with the scope that it needs`,
  })
}

/** The person behind a machine: whoever created its token. */
export function whoIsBehind(token: ApiToken | undefined): ApiToken['person'] | undefined {
  return token?.kind === 'machine' ? token.person : undefined
}

/** A machine as a member. */
export function machineMember({ id, name, role }: ApiToken): Member {
  return { person: { id: `machine:${id}`, name }, role: role ?? 'reader', teams: [] }
}

// Compares all characters, so that the time reveals nothing. Hashes have one length.
function sameText(a: string, b: string): boolean {
  let different = a.length ^ b.length
  for (let index = 0; index < a.length; index += 1) different |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return different === 0
}
