import type { Client } from '../client.ts'
import { conflictsSchema, publishChangeSet } from '#contract/documents.ts'
import { parseDocumentId, type Conflict } from '#domain/documents.ts'
import type { Problem } from '#domain/problem.ts'
import { mergeLayouts } from '#domain/line/layout/merge-layouts.ts'
import { ok } from '#domain/result.ts'
import { baseOf, changedIds, type Editor } from './editor.ts'

/** How publishing ended: published, somebody else was first, or refused. */
export type Publishing =
  | { readonly kind: 'published'; readonly version: number | undefined }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[]; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly problem: Problem }

/**
 * Publishes the change set in one transaction and makes it the base of what comes next. Where somebody else has published the layout of a
 * line meanwhile, both are joined, as a step called `joinStep`: nobody is asked about places of cards.
 */
export async function publishChanges(
  client: Client,
  project: string,
  editor: Editor,
  message: string,
  joinStep: string,
): Promise<Publishing> {
  const state = editor.store.getState()
  const parts = changedIds(state).map((id) => {
    const base = state.bases[id]?.digest
    const text = state.history.present[id] ?? ''
    return { id, ...(isDeletion(id, text) ? {} : { text }), ...(base === undefined ? {} : { base }) }
  })
  const answer = await client.call(publishChangeSet, { params: { project }, body: { message, parts } })
  if (answer.ok) {
    editor.rebase(answer.value.versions)
    for (const { id, text } of parts) if (text === undefined) editor.setBase(id, { text: '', version: 0 })
    return {
      kind: 'published',
      version: answer.value.versions.find((version) => version.id === editor.subject)?.version,
    }
  }
  const { problem } = answer.error
  const conflicts = conflictsSchema.safeParse(answer.error.answer)
  if (problem.code !== 'version-conflict' || !conflicts.success) return { kind: 'refused', problem }
  const isLayout = ({ id }: Conflict): boolean => parseDocumentId(id)?.kind === 'layout'
  const layouts = conflicts.data.conflicts.filter(isLayout)
  for (const { id, current, mine } of layouts) {
    const merged = mergeLayouts(state.bases[id]?.text, current?.text, mine)
    editor.setBase(id, baseOf(current))
    editor.apply(joinStep, (texts) => ok({ ...texts, [id]: merged }))
  }
  const others = conflicts.data.conflicts.filter((conflict) => !isLayout(conflict))
  return others.length === 0 && layouts.length > 0
    ? publishChanges(client, project, editor, message, joinStep)
    : { kind: 'conflict', conflicts: others, problem }
}

/** An empty line or QVS Config is a mistake to point out, never the wish to delete it. */
function isDeletion(id: string, text: string): boolean {
  const kind = parseDocumentId(id)?.kind
  return text.trim() === '' && kind !== 'line' && kind !== 'qvs-config'
}
