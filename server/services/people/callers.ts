import type { Endpoint } from '#contract/endpoint.ts'
import { can, rolesThatCan, type Permission } from '#domain/access/roles.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Member, Person } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { bearerOf } from '../../http/bearer.ts'
import type { Caller } from '../../http/route.ts'
import type { Ports } from '../../ports.ts'
import type { ApiToken } from '../../ports/credentials.ts'
import { apiTokenPrefix, machineMember, scopeProblem } from './api-tokens.ts'
import type { Services } from '../services.ts'
import { taskTokenPrefix } from '../runs/task-tokens.ts'

/** Who is calling, as far as known, and whether they may: refused attempts have a person too. */
export interface Asking {
  /** Name under which requests are counted for rate limits. What a stranger uses up is nothing that others need to sign in. */
  readonly name: string
  readonly person: Person
  /** Name of the token used. */
  readonly token?: string
  readonly caller: Result<Caller, Problem>
}

const nobody: Caller = {
  person: { id: '', name: '' },
  member: { person: { id: '', name: '' }, role: 'reader', teams: [] },
  task: { project: '', run: '', attempt: 0, stage: '', application: '', deployment: '', environment: '' },
  expiresAt: Infinity,
}
const anonymous = { name: 'refused', person: nobody.person }

/** Identifies the caller and checks their access to the endpoint, anew for every request. */
export async function whoAsks(
  { access, name: endpoint }: Endpoint,
  request: Request,
  project: string,
  ports: Ports,
  services: Services,
): Promise<Asking> {
  const refused = (reason: Problem): Asking => ({ ...anonymous, caller: err(reason) })
  if (access === 'public') return { ...anonymous, name: `public ${endpoint}`, caller: ok(nobody) }
  // Whoever knows one signed address uses up that one alone; its end tells it from all others.
  if (access === 'signed-url')
    return { ...anonymous, name: `address ${new URL(request.url).pathname.slice(-100)}`, caller: ok(nobody) }
  const token = bearerOf(request)
  if (token === undefined)
    return refused(problem('not-signed-in', say`This needs a signed-in person`, { fix: say`Sign in` }))
  const isTask = token.startsWith(taskTokenPrefix)
  if (access === 'task') {
    if (!isTask) return refused(problem('not-allowed', say`Only running tasks may ask this`))
    const task = await services.liveTask(token)
    if (!task.ok) return refused(task.error)
    return {
      ...anonymous,
      name: `task ${task.value.run} ${task.value.stage}`,
      caller: ok({ ...nobody, task: task.value }),
    }
  }
  if (isTask) return refused(problem('not-allowed', say`A task may use its own addresses only, below /apis/v1/task`))
  return token.startsWith(apiTokenPrefix)
    ? withApiToken(token, access, project, services)
    : signedIn(token, access, project, ports, services)
}

async function signedIn(
  token: string,
  access: 'signed-in' | Permission,
  project: string,
  { identity, credentials }: Ports,
  { people }: Services,
): Promise<Asking> {
  const verified = await identity.verify(token)
  if (!verified.ok) return { ...anonymous, caller: verified }
  const { expiresAt, issuedAt, ...claims } = verified.value
  const { person } = claims
  const asking = { name: person.id, person }
  const signedOutAt = await credentials.signedOutAt(person.id)
  if (signedOutAt !== undefined && (issuedAt ?? 0) <= signedOutAt)
    return {
      ...asking,
      caller: err(problem('not-signed-in', say`You have signed out everywhere`, { fix: say`Sign in again` })),
    }
  const caller = { ...nobody, person, expiresAt, claims }
  if (access === 'signed-in') return { ...asking, caller: ok(caller) }
  return { ...asking, caller: admit(await people.memberOf(project, claims), project, access, caller) }
}

async function withApiToken(
  token: string,
  access: 'signed-in' | Permission,
  project: string,
  { apiTokens, people }: Services,
): Promise<Asking> {
  const verified = await apiTokens.verify(token)
  if (!verified.ok) return { ...anonymous, caller: verified }
  const apiToken: ApiToken = verified.value
  const isMachine = apiToken.kind === 'machine'
  const member = isMachine ? machineMember(apiToken) : await people.knownMember(apiToken.project, apiToken.person.id)
  const person = member?.person ?? apiToken.person
  const asking = { name: `token ${apiToken.id}`, person, token: apiToken.name }
  const caller = { ...nobody, person, expiresAt: apiToken.expiresAt, apiToken }
  if (access === 'signed-in') return { ...asking, caller: ok(caller) }
  // A token is good for one project; in any other it is nobody's.
  const admitted = admit(apiToken.project === project ? member : undefined, project, access, caller)
  const refusal = admitted.ok ? scopeProblem(apiToken, access) : undefined
  return { ...asking, caller: refusal === undefined ? admitted : err(refusal) }
}

function admit(
  member: Member | undefined,
  project: string,
  permission: Permission,
  caller: Caller,
): Result<Caller, Problem> {
  if (member === undefined)
    return err(
      problem('not-found', say`There is no project ${project} that you can open`, {
        fix: say`Ask an admin of the project to add you`,
      }),
    )
  if (can(member.role, permission)) return ok({ ...caller, member })
  const roles = rolesThatCan(permission).join(', ')
  return err(
    problem('not-allowed', say`As ${member.role} you may not do this (${permission})`, {
      fix: say`It takes one of the roles: ${roles}`,
    }),
  )
}
