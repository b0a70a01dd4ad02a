import { type Edit, type EditorState } from '#client/change-set/editor.ts'
import { parseDocumentId, type DocumentId, type DocumentVersion } from '#domain/documents.ts'
import { refusal } from '#domain/line/refusal.ts'
import type { World } from '#domain/line/world.ts'
import { err, ok } from '#domain/result.ts'
import { keptAnnotation, keptPipelineId } from '#domain/tekton/bundle/kept-pipeline.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'

/** Names of the Pipelines that the project keeps, as the draft leaves them. */
export function keptNames(
  { history }: Pick<EditorState, 'history'>,
  published: readonly Pick<DocumentVersion, 'id'>[],
): readonly string[] {
  const ids = new Set([...published.map(({ id }) => id), ...Object.keys(history.present)])
  return [...ids]
    .flatMap((id) => {
      const { kind, names = [] } = parseDocumentId(id) ?? {}
      return kind === 'pipeline' && history.present[id]?.trim() !== '' ? names : []
    })
    .toSorted()
}

/** Whether the project keeps the Pipeline as a document; the others come from adapters. */
export function isPasted({ metadata }: Pick<Pipeline, 'metadata'>): boolean {
  return metadata.annotations?.[keptAnnotation] !== undefined
}

/** Removes a kept Pipeline. Refused while lines use it, unless an adapter brings one of that name. */
export function removePipeline(
  name: string,
  { pipelines }: Pick<World, 'pipelines'>,
  users: readonly DocumentId[],
): Edit {
  const isBrought = pipelines.some((pipeline) => pipeline.metadata.name === name && !isPasted(pipeline))
  return (texts) => {
    if (users.length === 0 || isBrought) return ok({ ...texts, [keptPipelineId(name)]: '' })
    const lines = users.map((id) => parseDocumentId(id)?.names[0] ?? id).join(', ')
    return err(
      refusal(
        'not-possible-now',
        'pipeline-used',
        `Lines use the Pipeline ${name}: ${lines}`,
        { name, lines },
        {
          fix: 'Remove its stages, or give them another Pipeline',
        },
      ),
    )
  }
}
