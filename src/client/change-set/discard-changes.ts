import { findDocument } from '#contract/documents.ts'
import { ok } from '#domain/result.ts'
import type { Client } from '../client.ts'
import { baseOf, changedIds, type Editor } from './editor.ts'

/** Reverts every change as one undoable step. The documents are compared with their newest versions from then on. */
export async function discardChanges(client: Client, project: string, editor: Editor, step: string): Promise<void> {
  const ids = changedIds(editor.store.getState())
  editor.apply(step, () => ok({}))
  // The draft may have started from versions that are no longer the newest.
  for (const id of ids) {
    const answer = await client.call(findDocument, { params: { project }, query: { id } })
    if (answer.ok) editor.setBase(id, baseOf(answer.value.document))
  }
}
