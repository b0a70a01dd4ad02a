import { useQueries, useQuery } from '@tanstack/react-query'
import type { RunSummary } from '#contract/run-lists.ts'
import type { Outline } from '#contract/outline.ts'
import { documentId, parseDocumentId } from '#domain/documents.ts'
import { draftedTexts } from '#contract/drafts.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { draftsOptions } from '#client/queries/drafts.ts'
import { commitsOptions } from '#client/queries/commits.ts'

export interface StepsDone {
  readonly drop: boolean
  readonly fill: boolean
  readonly publish: boolean
  readonly run: boolean
  readonly approve: boolean
  readonly push: boolean
}

/**
 * Which of the first steps this project has taken. Derived from what the platform keeps: versions, drafts, runs, and
 * commits younger than the project.
 */
export function useStepsDone(
  project: string,
  line: { readonly name: string; readonly version: number },
  runs: readonly RunSummary[],
  outline: Outline,
): StepsDone {
  const { client } = usePlatform()
  const drafts = useQuery({
    ...draftsOptions(client, project, documentId('line', line.name)),
    refetchOnMount: 'always',
  })
  const drafted = Object.keys(draftedTexts(drafts.data?.drafts[0]?.content))
  const parameters = useQuery(documentsOptions(client, project, 'parameters'))
  const repositories = useQuery(documentsOptions(client, project, 'repository'))
  const hosted = outline.repositories.filter((repository) => repository.kind === 'hosted')
  const commits = useQueries({ queries: hosted.map((repository) => commitsOptions(client, project, repository.name)) })
  const created = Math.max(0, ...(repositories.data?.documents ?? []).map((document) => Date.parse(document.at)))
  const newestCommit = Math.max(
    0,
    ...commits.map((query) => Date.parse(query.data?.commits[0]?.at ?? '1970-01-01T00:00:00Z')),
  )
  const isFilled = (parameters.data?.documents ?? []).some((document) => document.version > 1)
  const isPublished = line.version > 1
  const lastEnvironment = outline.environments.toSorted((a, b) => b.order - a.order)[0]?.name
  return {
    drop: isPublished || drafted.includes(documentId('line', line.name)),
    fill: isFilled || drafted.some((id) => parseDocumentId(id)?.kind === 'parameters'),
    publish: isPublished || isFilled,
    run: runs.length > 0,
    // Nothing passes the last gate without the vote of somebody other than the requester.
    approve: runs.some((run) => lastEnvironment !== undefined && run.reached.includes(lastEnvironment)),
    push: created > 0 && newestCommit > created + 1000,
  }
}
