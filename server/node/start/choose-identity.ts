import type { Grants } from '#domain/access/grants.ts'
import type { Config } from '#contract/session.ts'
import type { Member } from '#domain/project.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Clock } from '#server/ports/clock.ts'
import type { Identity } from '#server/ports/identity.ts'
import type { ProjectStore } from '#server/ports/projects.ts'
import { createEmbeddedIssuer, type EmbeddedIssuer } from '../identity/embedded-issuer.ts'
import { embeddedAudience, embeddedClientId } from '../identity/provider.ts'
import { verifyByDiscovery, verifyWithKeys } from '../identity/verify.ts'
import { addFirstAdmin } from './first-admin.ts'
import type { Options } from './options.ts'
import { readGrants } from './read-grants.ts'

/** How people sign in to this installation: what verifies their tokens, and what the page must know. */
export interface ChosenIdentity {
  readonly identity: Identity
  readonly config: Config['identity']
  readonly embedded?: EmbeddedIssuer
  /** Origin of an issuer elsewhere. */
  readonly issuerOrigin?: string
  /** What its groups give here. */
  readonly grants?: Grants
}

/** The issuer of the variables, or the embedded one. */
export async function chooseIdentity(
  options: Options,
  origin: string,
  projects: ProjectStore,
  clock: Clock,
): Promise<Result<ChosenIdentity, Problem>> {
  if (options.issuer === undefined) return ok(await embed(options.dataDir, origin, projects, clock))
  const { issuer, clientId, audience, groupsFile, admin } = options.issuer
  const read = await readGrants(groupsFile)
  if (!read.ok) return read
  const grants = read.value
  const found = await verifyByDiscovery(issuer, audience, grants?.claim)
  if (!found.ok) return found
  if (admin !== undefined) await addFirstAdmin(projects, admin)
  const { kind, identity } = found.value
  const config = { kind, issuer, clientId, audience, embedded: false }
  return ok({
    identity,
    config,
    issuerOrigin: new URL(issuer).origin,
    ...(grants === undefined ? {} : { grants }),
  })
}

async function embed(dataDir: string, origin: string, projects: ProjectStore, clock: Clock): Promise<ChosenIdentity> {
  const issuer = `${origin}/`
  const embedded = await createEmbeddedIssuer({ origin, dataDir, clock, members: () => everybody(projects) })
  return {
    identity: verifyWithKeys(issuer, embeddedAudience, embedded.publicKeys),
    config: { kind: 'auth0', issuer, clientId: embeddedClientId, audience: embeddedAudience, embedded: true },
    embedded,
  }
}

/** Members of all projects, each person once, with the role of the first project that has them. */
async function everybody(projects: ProjectStore): Promise<readonly Member[]> {
  const all = await Promise.all((await projects.list()).map(({ name }) => projects.members(name)))
  const people = new Map<string, Member>()
  for (const member of all.flat()) if (!people.has(member.person.id)) people.set(member.person.id, member)
  return [...people.values()]
}
