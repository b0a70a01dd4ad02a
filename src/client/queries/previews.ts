import { queryOptions } from '@tanstack/react-query'
import { previewStage } from '#contract/compile.ts'
import type { Texts } from '#domain/documents.ts'
import type { Client } from '../client.ts'

/** Manifests of a stage, with documents of a change set in place of the published ones. */
export function previewOptions(
  client: Client,
  project: string,
  { line, stage, documents }: { readonly line: string; readonly stage: string; readonly documents: Texts },
) {
  return queryOptions({
    queryKey: [project, 'preview', line, stage, documents],
    queryFn: ({ signal }) =>
      client.ask(
        previewStage,
        { params: { project }, body: { line, stage, documents: { ...documents }, inputs: {} } },
        { signal },
      ),
  })
}
