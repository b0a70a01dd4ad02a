import { can } from '#domain/access/roles.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository } from '../../ports/repositories.ts'
import { isProtected } from './protection.ts'
import { createSignedTokens } from '../signed-tokens.ts'
import type { TaskIdentity } from '../runs/task-tokens.ts'
import { z } from 'zod'

const claimsSchema = z.object({
  project: z.string(),
  person: z.string(),
  name: z.string(),
  run: z.string(),
  expiresAt: z.number(),
})

/**
 * What a credential may do with a hosted repository; undefined if it is unknown, so that the client asks for another.
 */
export interface GitAccess {
  readonly person: { readonly id: string; readonly name: string }
  readonly read: boolean
  readonly write: boolean
  /** The default branch is protected, and the caller is not an admin. */
  readonly isKeptOff: boolean
}

/** Tokens for hosted repositories: people can push for a day, tasks can read while their run is live. */
export interface GitTokens {
  forPerson(
    project: string,
    person: { readonly id: string; readonly name: string },
  ): Promise<{ readonly token: string; readonly expiresAt: number }>
  forTask(task: TaskIdentity): Promise<string>
  authorise(repository: HostedRepository, credential: string | undefined): Promise<GitAccess | undefined>
}

const day = 24 * 60 * 60 * 1000

export function createGitTokens({
  clock,
  projects,
  credentials,
  runs,
  tokenKey,
}: Pick<Ports, 'clock' | 'projects' | 'credentials' | 'runs' | 'tokenKey'>): GitTokens {
  const tokens = createSignedTokens('lwg_', tokenKey, claimsSchema)
  return {
    async forPerson(project, { id, name }) {
      const expiresAt = clock.now() + day
      return { token: await tokens.sign({ project, person: id, name, run: '', expiresAt }), expiresAt }
    },
    forTask: ({ project, run, stage }) =>
      tokens.sign({ project, person: '', name: stage, run, expiresAt: clock.now() + day }),
    async authorise({ project, repository }, credential) {
      const claims = credential === undefined ? undefined : await tokens.read(credential)
      if (claims === undefined || claims.project !== project || claims.expiresAt <= clock.now()) return undefined
      if (claims.person === '') {
        const run = await runs.record(claims.run)
        if (run?.project !== project || run.ended) return undefined
        return { person: { id: `run:${claims.run}`, name: claims.name }, read: true, write: false, isKeptOff: true }
      }
      // These tokens are stateless; "sign out everywhere" invalidates the older ones.
      const signedOutAt = await credentials.signedOutAt(claims.person)
      if (signedOutAt !== undefined && claims.expiresAt - day <= signedOutAt) return undefined
      // Checked on use rather than on creation: whoever has left the project may not push any more.
      const member = (await projects.members(project)).find(({ person }) => person.id === claims.person)
      if (member === undefined) return undefined
      return {
        person: { id: claims.person, name: claims.name },
        read: true,
        write: can(member.role, 'repository.push'),
        isKeptOff: !can(member.role, 'project.admin') && (await isProtected({ projects }, { project, repository })),
      }
    },
  }
}
