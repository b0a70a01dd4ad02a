import { documentId, type DocumentVersion } from '#domain/documents.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import type { Application, Repository } from '#domain/project.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository } from '../../ports/repositories.ts'

/** Where an application's QVS Config lives in Git; undefined when the platform keeps it. */
export interface GitHome {
  readonly hosted: HostedRepository
  readonly path: string
}

/** The Git home of an application's QVS Config (design 5.4): its repository, when the platform hosts that. */
export function gitHomeOf(
  project: string,
  application: Application,
  repositories: readonly Repository[],
): GitHome | undefined {
  const repository = repositories.find(({ name }) => name === application.qvsConfigRepository)
  return repository?.kind === 'hosted'
    ? { hosted: { project, repository: repository.name }, path: application.qvsConfigPath }
    : undefined
}

/**
 * The newest QVS Config of an application. What has changed in Git since the last look becomes a version of the document first, with the
 * author of the commit, so that its history is complete. What somebody has proposed stays theirs, whoever has brought it to the branch.
 */
export async function readQvsConfig(
  { documents, proposals, repositories, clock }: Pick<Ports, 'documents' | 'proposals' | 'repositories' | 'clock'>,
  project: string,
  application: Application,
  known: readonly Repository[],
): Promise<DocumentVersion | undefined> {
  const id = documentId('qvs-config', application.name)
  const kept = await documents.read(project, id)
  const home = gitHomeOf(project, application, known)
  if (home === undefined) return kept
  const head = await repositories.resolveRevision(home.hosted, '')
  if (!head.ok || head.value === kept?.commit) return kept
  const text = await repositories.readFile(home.hosted, head.value, home.path)
  if (!text.ok) return kept
  if (kept !== undefined && kept.digest === `sha256:${sha256(text.value)}`) return kept
  const commits = await repositories.listCommits(home.hosted, head.value, 1)
  const commit = commits.ok ? commits.value[0] : undefined
  const name = commit?.author ?? 'Git'
  const proposed = (await proposals.pending(project)).find(({ parts }) =>
    parts.some((part) => part.id === id && part.text === text.value),
  )
  const { author, message } = proposed ?? {
    author: { id: `git:${name}`, name },
    message: commit?.message ?? 'Changed in Git',
  }
  await documents.publish(project, {
    parts: [{ id, text: text.value, commit: head.value, ...(kept === undefined ? {} : { base: kept.digest }) }],
    author: { id: author.id, name: author.name },
    message,
    at: commit?.at ?? new Date(clock.now()).toISOString(),
  })
  return documents.read(project, id)
}
