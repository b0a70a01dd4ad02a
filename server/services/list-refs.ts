import { problem, type Problem } from '#domain/problem.ts'
import { readResources, textsOf } from '#domain/project-documents.ts'
import { err, type Result } from '#domain/result.ts'
import type { Ports } from '../ports.ts'
import type { Refs } from '../ports/repositories.ts'

/** Branches and tags of a repository that the project knows, wherever it is. */
export async function listRefs(
  { documents, repositories }: Pick<Ports, 'documents' | 'repositories'>,
  project: string,
  repository: string,
): Promise<Result<Refs, Problem>> {
  const known = readResources(textsOf(await documents.list(project, 'repository'))).repositories.find(
    ({ name }) => name === repository,
  )
  if (known === undefined) return err(problem('not-found', `There is no repository ${repository} in this project`))
  return repositories.listRefs(known.kind === 'hosted' ? { project, repository } : { url: known.gitCloneUrl })
}
