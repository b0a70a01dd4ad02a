import { queryOptions } from '@tanstack/react-query'
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
