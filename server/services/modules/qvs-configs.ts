import { documentId, type DocumentVersion } from '#domain/documents.ts'
import { sha256 } from '#domain/manifests/sha256.ts'
import type { Application, Repository } from '#domain/project.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository } from '../../ports/repositories.ts'

/** Where an application's QVS Config is in Git; undefined if the platform stores it. */
export interface GitHome {
  readonly hosted: HostedRepository
  readonly path: string
}

/** The hosted repository with an application's QVS Config, if it is in one. */
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
 * The newest QVS Config of an application. Changes in Git since the last look first become versions of the document,
 * with their commits' authors, so that its history is complete. A proposal keeps its author, whoever brought it to the
 * branch.
 */
export async function readQvsConfig(
  { documents, proposals, repositories, clock }: Pick<Ports, 'documents' | 'proposals' | 'repositories' | 'clock'>,
  project: string,
  application: Application,
  known: readonly Repository[],
): Promise<DocumentVersion | undefined> {
  const id = documentId('qvs-config', application.name)
  const kept = await documents.read(project, id)
  const newer = await newerInGit(repositories, gitHomeOf(project, application, known), kept)
  if (newer === undefined) return kept
  const { hosted, text, commit: head } = newer
  const commits = await repositories.listCommits(hosted, head, 1)
  const commit = commits.ok ? commits.value[0] : undefined
  const name = commit?.author ?? 'Git'
  const proposed = (await proposals.pending(project)).find(({ parts }) =>
    parts.some((part) => part.id === id && part.text === text),
  )
  const { author, message } = proposed ?? {
    author: { id: `git:${name}`, name },
    message: commit?.message ?? 'Changed in Git',
  }
  await documents.publish(project, {
    parts: [{ id, text, commit: head, ...(kept === undefined ? {} : { base: kept.digest }) }],
    author: { id: author.id, name: author.name },
    message,
    at: commit?.at ?? new Date(clock.now()).toISOString(),
  })
  return documents.read(project, id)
}

/** The same for an application in a draft: nothing becomes a version before the draft is published. */
export async function lookAtQvsConfig(
  { documents, repositories }: Pick<Ports, 'documents' | 'repositories'>,
  project: string,
  application: Application,
  known: readonly Repository[],
): Promise<{ readonly text: string; readonly commit?: string | undefined; readonly version?: number } | undefined> {
  const found = await newerInGit(repositories, gitHomeOf(project, application, known), undefined)
  return found ?? documents.read(project, documentId('qvs-config', application.name))
}

/** The text in Git, if it differs from the stored one. */
async function newerInGit(
  repositories: Ports['repositories'],
  home: GitHome | undefined,
  kept: DocumentVersion | undefined,
): Promise<{ readonly hosted: HostedRepository; readonly text: string; readonly commit: string } | undefined> {
  if (home === undefined) return undefined
  const { hosted, path } = home
  const head = await repositories.resolveRevision(hosted, '')
  if (!head.ok || head.value === kept?.commit) return undefined
  const text = await repositories.readFile(hosted, head.value, path)
  if (!text.ok || kept?.digest === `sha256:${sha256(text.value)}`) return undefined
  return { hosted, text: text.value, commit: head.value }
}
