import { documentId } from '#domain/documents.ts'
import { credentialKeys } from '#domain/parameters/credentials.ts'
import { parseParameterSet } from '#domain/parameters/parameter-set.ts'
import type { Problem } from '#domain/problem.ts'
import { readResources, textsOf } from '#domain/project-documents.ts'
import type { Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { Refs } from '../../ports/repositories.ts'
import { secretValues } from '../deliveries/secret-values.ts'
import { findRepository } from './find-repository.ts'

type Needed = Pick<Ports, 'documents' | 'repositories' | 'secrets'>

/** Branches and tags of a repository that the project knows, wherever it is. */
export async function listRefs(ports: Needed, project: string, repository: string): Promise<Result<Refs, Problem>> {
  const known = await findRepository(ports, project, repository)
  if (!known.ok) return known
  const { kind, gitCloneUrl } = known.value
  if (kind === 'hosted') return ports.repositories.listRefs({ project, repository })
  const token = await tokenFor(ports, project, repository)
  return ports.repositories.listRefs({ url: gitCloneUrl, ...(token === undefined ? {} : { token }) })
}

/**
 * The Git token with which an application of the repository is built: that of its first environment, which runs read it with before anybody is
 * asked. Those of later environments stay there.
 */
async function tokenFor(
  { documents, secrets }: Needed,
  project: string,
  repository: string,
): Promise<string | undefined> {
  const kinds = ['application', 'environment', 'deployment'] as const
  const lists = await Promise.all(kinds.map((kind) => documents.list(project, kind)))
  const { applications, environments, deployments } = readResources(textsOf(lists.flat()))
  const own = applications.filter(({ qvsConfigRepository }) => qvsConfigRepository === repository)
  for (const { name: application } of own) {
    const [first] = environments
      .toSorted((a, b) => a.order - b.order)
      .flatMap(({ name }) => deployments.filter((one) => one.application === application && one.environment === name))
    if (first === undefined) continue
    const set = await documents.read(project, documentId('parameters', application, first.name))
    const name = parseParameterSet(set?.text ?? '').credentials['gitTokenSecretName']
    if (name === undefined) continue
    const wanted = { name, key: credentialKeys.gitTokenSecretName, optional: true }
    const found = await secretValues(secrets, { project, environment: first.environment }, [wanted])
    if (found.ok && found.value[0] !== undefined) return found.value[0].value
  }
  return undefined
}
