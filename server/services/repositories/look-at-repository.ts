import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { programFiles } from '#domain/start/reached-by.ts'
import { recognise, tellingFiles } from '#domain/start/recognise.ts'
import type { Recognised } from '#domain/start/recognised.ts'
import { usualConfigPath } from '#domain/start/first-delivery.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository, RemoteRepository } from '../../ports/repositories.ts'
import { findRepository } from './find-repository.ts'
import { reachRepository, type ReachingPorts } from './reach-repository.ts'

export interface LookRequest {
  readonly repository?: string | undefined
  readonly url?: string | undefined
  readonly token?: string | undefined
}

export interface RepositoryFacts {
  readonly applications: readonly [Recognised, ...Recognised[]]
  readonly branch: string
  readonly commit: string
  readonly files: number
  readonly hasQvsConfig: boolean
}

/** Recognises applications in the files of a repository's newest commit. */
export async function lookAtRepository(
  ports: ReachingPorts & Pick<Ports, 'repositories'>,
  project: string,
  request: LookRequest,
): Promise<Result<RepositoryFacts, Problem>> {
  const where = await repositoryOf(ports, project, request)
  if (!where.ok) return where
  const head = await ports.repositories.look(where.value, (path) => tellingFiles.test(path) || programFiles.test(path))
  if (!head.ok) return head
  const { branch, commit, paths, texts } = head.value
  return ok({
    branch,
    commit,
    files: paths.length,
    hasQvsConfig: paths.includes(usualConfigPath),
    applications: recognise({ paths, texts }),
  })
}

async function repositoryOf(
  ports: ReachingPorts,
  project: string,
  { repository, url = '', token }: LookRequest,
): Promise<Result<HostedRepository | RemoteRepository, Problem>> {
  const typed = token === undefined ? {} : { token }
  if (repository === undefined) return ok({ url, ...typed })
  const known = await findRepository(ports, project, repository)
  if (!known.ok) return known
  const place = await reachRepository(ports, project, known.value)
  return ok('url' in place ? { ...place, ...typed } : place)
}
