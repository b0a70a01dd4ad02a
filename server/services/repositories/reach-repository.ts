import { documentId } from '#domain/documents.ts'
import { credentialKeys } from '#domain/parameters/credentials.ts'
import { parseParameterSet } from '#domain/parameters/parameter-set.ts'
import type { Repository } from '#domain/project.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository, RemoteRepository } from '../../ports/repositories.ts'
import { publishedResources } from '../documents/published-resources.ts'
import { readRules } from '../gates/environment-rules.ts'
import { secretValues } from '../deliveries/secret-values.ts'

export type ReachingPorts = Pick<Ports, 'documents' | 'secrets'>

/** How the platform reads a repository of a project: directly, or by its URL with a token. */
export async function reachRepository(
  ports: ReachingPorts,
  project: string,
  { name, kind, gitCloneUrl }: Repository,
): Promise<HostedRepository | RemoteRepository> {
  if (kind === 'hosted') return { project, repository: name }
  const token = await tokenFor(ports, project, name)
  return { url: gitCloneUrl, ...(token === undefined ? {} : { token }) }
}

/** The same for a URL stored with a run; without a token if it is none of the project's repositories. */
export async function reachUrl(
  ports: ReachingPorts,
  project: string,
  repositories: readonly Repository[],
  url: string,
): Promise<HostedRepository | RemoteRepository> {
  // Compared by path, since the platform's address may have changed since the run began.
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const known =
    repositories.find(({ kind, name }) => kind === 'hosted' && path === `/git/${project}/${name}.git`) ??
    repositories.find(({ kind, gitCloneUrl }) => kind !== 'hosted' && gitCloneUrl === url)
  return known === undefined ? { url } : reachRepository(ports, project, known)
}

/**
 * The Git token for building an application of the repository: that of its first environment, which runs use before
 * anybody is asked. Tokens of later environments, and of one whose rules ask somebody first, stay unused, since anybody
 * who edits a repository can change the address that they are sent to.
 */
async function tokenFor(
  { documents, secrets }: ReachingPorts,
  project: string,
  repository: string,
): Promise<string | undefined> {
  const kinds = ['application', 'environment', 'deployment'] as const
  const { applications, environments, deployments } = await publishedResources({ documents }, project, kinds)
  const own = applications.filter(({ qvsConfigRepository }) => qvsConfigRepository === repository)
  for (const { name: application } of own) {
    const [first] = environments
      .toSorted((a, b) => a.order - b.order)
      .flatMap(({ name }) => deployments.filter((one) => one.application === application && one.environment === name))
    if (first === undefined) continue
    const set = await documents.read(project, documentId('parameters', application, first.name))
    const name = parseParameterSet(set?.text ?? '').credentials['gitTokenSecretName']
    if (name === undefined) continue
    if ((await readRules(documents, project))[first.environment]?.gates.length) continue
    const wanted = { name, key: credentialKeys.gitTokenSecretName, optional: true }
    const found = await secretValues(secrets, { project, environment: first.environment }, [wanted])
    if (found.ok && found.value[0] !== undefined) return found.value[0].value
  }
  return undefined
}
