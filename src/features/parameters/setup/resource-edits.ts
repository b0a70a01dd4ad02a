import { draftedText, type Edit, editText, type EditorState, inOrder } from '#client/change-set/editor.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import { editResource, type ResourceFields } from '#domain/resource-edit.ts'
import { ok } from '#domain/result.ts'

/** Writes fields of a new or existing resource. */
export function saveResource(state: Pick<EditorState, 'bases'>, id: string, fields: ResourceFields): Edit {
  return editText(state, id, (text) => editResource(text, fields))
}

/** Puts documents into the change set. */
export function putDocuments(documents: Texts): Edit {
  return (texts) => ok({ ...texts, ...documents })
}

/** Deletes a resource with what only exists for it: Deployments and values of an application or environment. */
export function deleteResource(world: World, state: Pick<EditorState, 'bases' | 'history'>, id: string): Edit {
  const documents = [id, ...dependents(world, id)]
  const isThere = (document: string): boolean => (draftedText(state, document) ?? '') !== ''
  return inOrder(...documents.filter(isThere).map((document) => editText(state, document, () => ok(''))))
}

/**
 * Documents that would still refer to a resource or its dependents after deletion. They must drop the reference first,
 * or the change could not be published.
 */
export function usersOf(world: World, lines: readonly AssemblyLine[], id: string): readonly string[] {
  const removed = new Set([id, ...dependents(world, id)])
  return [
    ...world.applications
      .filter(({ qvsConfigRepository }) => removed.has(documentId('repository', qvsConfigRepository)))
      .map(({ name }) => documentId('application', name)),
    ...lines
      .filter(({ spec }) =>
        spec.stages.some(({ spec: { deployment } }) =>
          removed.has(documentId('deployment', deployment.app, deployment.name)),
        ),
      )
      .map(({ metadata }) => documentId('line', metadata.name)),
  ]
}

/** The documents that are deleted with a resource. */
export function dependents(world: World, id: string): readonly string[] {
  const [kind = '', first = '', second = ''] = id.split('/')
  if (kind === 'deployment') return [documentId('parameters', first, second)]
  if (kind !== 'application' && kind !== 'environment') return []
  const removed = world.deployments.filter((deployment) => deployment[kind] === first)
  return [
    documentId('parameters', kind, first),
    ...removed.flatMap(({ application, name }) => [
      documentId('deployment', application, name),
      documentId('parameters', application, name),
    ]),
  ]
}
