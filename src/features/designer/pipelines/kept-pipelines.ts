import { type Edit, type EditorState } from '#client/change-set/editor.ts'
import { parseDocumentId, type DocumentId, type DocumentVersion } from '#domain/documents.ts'
import { refusal } from '#domain/line/refusal.ts'
import type { World } from '#domain/line/world.ts'
import { err, ok } from '#domain/result.ts'
import { keptAnnotation, keptPipelineId } from '#domain/tekton/bundle/kept-pipeline.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'

/** The names of the Pipelines that a project keeps, with those of the draft and without those that it removes. */
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

/** Whether a Pipeline is one that the project keeps; the others come from adapters. */
export function isPasted({ metadata }: Pick<Pipeline, 'metadata'>): boolean {
  return metadata.annotations?.[keptAnnotation] !== undefined
}

/** Takes a Pipeline out of the project; refused while lines use it and no adapter brings one of its name. */
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
