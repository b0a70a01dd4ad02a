import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { previewStage } from '#contract/compile.ts'
import type { Texts } from '#domain/documents.ts'
import type { Client } from '../client.ts'

/** Manifests of a stage, with documents of a change set in place of the published ones. */
export function previewOptions(
  client: Client,
  project: string,
  {
    line,
    stage,
    documents,
    inputs = {},
  }: { readonly line: string; readonly stage: string; readonly documents: Texts; readonly inputs?: Texts },
) {
  return queryOptions({
    queryKey: [project, 'preview', line, stage, documents, inputs],
    queryFn: ({ signal }) =>
      client.ask(
        previewStage,
        { params: { project }, body: { line, stage, documents: { ...documents }, inputs: { ...inputs } } },
        { signal },
      ),
  })
}

/**
 * The published manifests of a stage, for comparing with: asked for once a minute at most while somebody types, and again
 * once something has been published. `applied` leaves out what does not reach the cluster, which is faster.
 */
export function publishedManifests(
  cache: QueryClient,
  client: Client,
  project: string,
  { line, stage, extent }: { readonly line: string; readonly stage: string; readonly extent: 'all' | 'applied' },
) {
  return cache.fetchQuery({
    queryKey: [project, 'preview', line, stage, 'published', extent],
    queryFn: ({ signal }) =>
      client.ask(previewStage, { params: { project }, body: { line, stage, extent } }, { signal }),
    staleTime: 60_000,
    gcTime: 60_000,
  })
}
