import type { Grants } from '#domain/access/grants.ts'
import type { Config } from '#contract/config.ts'
import type { Member } from '#domain/project.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Identity } from '#server/ports/identity.ts'
import type { ProjectStore } from '#server/ports/projects.ts'
import { isInvitation } from '#server/services/people/people-service.ts'
import { createEmbeddedIssuer, type EmbeddedIssuer } from '../identity/embedded-issuer.ts'
import { embeddedAudience, embeddedClientId } from '../identity/provider.ts'
import { type ExternalIssuer, verifyByDiscovery, verifyWithKeys } from '../identity/verify.ts'
import { addFirstAdmin } from './first-admin.ts'
import type { IssuerSettings, Options } from './options.ts'
import { readGrants } from './read-grants.ts'

/** How people sign in to this installation: the token verifier, and what the page must know. */
export interface ChosenIdentity {
  readonly identity: Identity
  readonly config: Config['identity']
  readonly embedded?: EmbeddedIssuer
  /** Origin of an external issuer. */
  readonly issuerOrigin?: string
  /** Roles that the issuer's groups grant here. */
  readonly grants?: Grants
}

/** An external issuer that was reached. */
export interface FoundIssuer extends ExternalIssuer {
  readonly settings: IssuerSettings
  readonly grants: Grants | undefined
}

/** Contacts the issuer named by the variables, if any, before anything starts, since nobody could sign in without it. */
export async function findIssuer({ issuer: settings }: Options): Promise<Result<FoundIssuer | undefined, Problem>> {
  if (settings === undefined) return ok(undefined)
  const read = await readGrants(settings.groupsFile)
  if (!read.ok) return read
  const found = await verifyByDiscovery(settings.issuer, settings.audience, read.value?.claim)
  return found.ok ? ok({ ...found.value, settings, grants: read.value }) : found
}

/** Chooses the external issuer, or else the embedded one. */
export async function chooseIdentity(
  dataDir: string,
  found: FoundIssuer | undefined,
  origin: string,
  projects: ProjectStore,
): Promise<ChosenIdentity> {
  if (found === undefined) return embed(dataDir, origin, projects)
  const { kind, identity, grants, settings } = found
  const { issuer, clientId, audience, admin } = settings
  if (admin !== undefined) await addFirstAdmin(projects, admin)
  return {
    identity,
    config: { kind, issuer, clientId, audience, embedded: false },
    issuerOrigin: new URL(issuer).origin,
    ...(grants === undefined ? {} : { grants }),
  }
}

async function embed(dataDir: string, origin: string, projects: ProjectStore): Promise<ChosenIdentity> {
  const issuer = `${origin}/`
  const embedded = await createEmbeddedIssuer({ origin, dataDir, members: () => everybody(projects) })
  return {
    identity: verifyWithKeys(issuer, embeddedAudience, embedded.publicKeys),
    config: { kind: 'auth0', issuer, clientId: embeddedClientId, audience: embeddedAudience, embedded: true },
    embedded,
  }
}

/**
 * Lists the members of all projects, each person once, with the role in the first project that has them. Invitations to a person's address count as
 * theirs.
 */
export async function everybody(projects: Pick<ProjectStore, 'list' | 'members'>): Promise<readonly Member[]> {
  const all = await Promise.all((await projects.list()).map(({ name }) => projects.members(name)))
  const people = new Map<string, Member>()
  for (const member of all.flat()) if (!people.has(member.person.id)) people.set(member.person.id, member)
  const addressOf = ({ person }: Member): string | undefined => person.email?.toLowerCase()
  const known = new Set([...people.values()].filter((member) => !isInvitation(member)).map(addressOf))
  return [...people.values()].filter((member) => !isInvitation(member) || !known.has(addressOf(member)))
}
