import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Repository } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import { publishedResources } from '../documents/published-resources.ts'

/** All repositories of the project, hosted here or elsewhere. */
export async function repositoriesOf(ports: Pick<Ports, 'documents'>, project: string): Promise<readonly Repository[]> {
  return (await publishedResources(ports, project, ['repository'])).repositories
}

/** A repository of the project by name. */
export async function findRepository(
  ports: Pick<Ports, 'documents'>,
  project: string,
  name: string,
): Promise<Result<Repository, Problem>> {
  const known = (await repositoriesOf(ports, project)).find((repository) => repository.name === name)
  return known === undefined
    ? err(problem('not-found', say`There is no repository ${name} in this project`))
    : ok(known)
}
