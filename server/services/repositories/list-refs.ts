import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { Refs } from '../../ports/repositories.ts'
import { findRepository } from './find-repository.ts'
import { reachRepository, type ReachingPorts } from './reach-repository.ts'

/** Branches and tags of a repository of the project, wherever it is. */
export async function listRefs(
  ports: ReachingPorts & Pick<Ports, 'repositories'>,
  project: string,
  repository: string,
): Promise<Result<Refs, Problem>> {
  const known = await findRepository(ports, project, repository)
  if (!known.ok) return known
  return ports.repositories.listRefs(await reachRepository(ports, project, known.value))
}
