import { draftedText, type Edit, editText, type EditorState, inOrder } from '#client/change-set/editor.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import { editResource, type ResourceFields } from '#domain/resource-edit.ts'
import { ok } from '#domain/result.ts'

/** Writes fields of a resource, new or known. */
export function saveResource(state: Pick<EditorState, 'bases'>, id: string, fields: ResourceFields): Edit {
  return editText(state, id, (text) => editResource(text, fields))
}

/** Puts whole documents into the change set. */
export function putDocuments(documents: Texts): Edit {
  return (texts) => ok({ ...texts, ...documents })
}

/** Takes a resource away with what exists for its sake only: an application's or environment's Deployments and values. */
export function deleteResource(world: World, state: Pick<EditorState, 'bases' | 'history'>, id: string): Edit {
  const documents = [id, ...dependents(world, id)]
  const isThere = (document: string): boolean => (draftedText(state, document) ?? '') !== ''
  return inOrder(...documents.filter(isThere).map((document) => editText(state, document, () => ok(''))))
}

/**
 * The documents that would still refer to a resource, or to what goes with it, once it is deleted: no such change can be published, so they
 * have to let go of it first.
 */
export function usersOf(world: World, lines: readonly AssemblyLine[], id: string): readonly string[] {
  const gone = new Set([id, ...dependents(world, id)])
  return [
    ...world.applications
      .filter(({ qvsConfigRepository }) => gone.has(documentId('repository', qvsConfigRepository)))
      .map(({ name }) => documentId('application', name)),
    ...lines
      .filter(({ spec }) =>
        spec.stages.some(({ spec: { deployment } }) =>
          gone.has(documentId('deployment', deployment.app, deployment.name)),
        ),
      )
      .map(({ metadata }) => documentId('line', metadata.name)),
  ]
}

/** The documents that go with a resource. */
export function dependents(world: World, id: string): readonly string[] {
  const [kind = '', first = '', second = ''] = id.split('/')
  if (kind === 'deployment') return [documentId('parameters', first, second)]
  if (kind !== 'application' && kind !== 'environment') return []
  const gone = world.deployments.filter((deployment) => deployment[kind] === first)
  return [
    documentId('parameters', kind, first),
    ...gone.flatMap(({ application, name }) => [
      documentId('deployment', application, name),
      documentId('parameters', application, name),
    ]),
  ]
}
