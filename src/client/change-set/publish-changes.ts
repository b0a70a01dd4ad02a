import type { Client } from '../client.ts'
import { conflictsSchema, publishChangeSet } from '#contract/documents.ts'
import { proposeChangeSet } from '#contract/proposals.ts'
import { type ChangePart, parseDocumentId, type Conflict } from '#domain/documents.ts'
import type { Problem } from '#domain/problem.ts'
import { mergeLayouts } from '#domain/line/layout/merge-layouts.ts'
import { baseOf, changedIds, type Editor } from './editor.ts'

/** Why a change set was not accepted: a conflict, or a refusal. */
type NotTaken =
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[]; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** The outcome of publishing. */
export type Publishing = { readonly kind: 'published'; readonly version: number | undefined } | NotTaken

/**
 * Publishes the change set in one transaction and makes it the new base. If somebody else has published a layout meanwhile, both are merged in a
 * step named `joinStep`: positions of cards are not worth a question.
 */
export async function publishChanges(
  client: Client,
  project: string,
  editor: Editor,
  message: string,
  joinStep: string,
): Promise<Publishing> {
  const parts = changedParts(editor)
  const answer = await client.call(publishChangeSet, { params: { project }, body: { message, parts } })
  if (answer.ok) {
    editor.rebase(answer.value.versions)
    for (const { id, text } of parts) if (text === undefined) editor.setBase(id, { text: '', version: 0 })
    return {
      kind: 'published',
      version: answer.value.versions.find((version) => version.id === editor.subject)?.version,
    }
  }
  return joined(editor, answer.error, joinStep) ?? publishChanges(client, project, editor, message, joinStep)
}

/** Submits the change set as a proposal that somebody else merges. It stays in the editor. */
export async function proposeChanges(
  client: Client,
  project: string,
  editor: Editor,
  message: string,
  joinStep: string,
): Promise<{ readonly kind: 'proposed'; readonly id: string } | NotTaken> {
  const body = { message, parts: changedParts(editor) }
  const answer = await client.call(proposeChangeSet, { params: { project }, body })
  if (answer.ok) return { kind: 'proposed', id: answer.value.proposal.id }
  return joined(editor, answer.error, joinStep) ?? proposeChanges(client, project, editor, message, joinStep)
}

/** What an editor has changed, as the parts of a change set. */
export function changedParts(editor: Editor): ChangePart[] {
  const state = editor.store.getState()
  return changedIds(state).map((id) => {
    const base = state.bases[id]?.digest
    const text = state.history.present[id] ?? ''
    return { id, ...(isDeletion(id, text) ? {} : { text }), ...(base === undefined ? {} : { base }) }
  })
}

/** Merges layouts that others have published; undefined if documents of other kinds conflict. */
function joined(
  editor: Editor,
  { problem, answer }: { readonly problem: Problem; readonly answer: unknown },
  joinStep: string,
): NotTaken | undefined {
  const conflicts = conflictsSchema.safeParse(answer)
  if (problem.code !== 'version-conflict' || !conflicts.success) return { kind: 'refused', problem }
  const { bases } = editor.store.getState()
  const isLayout = ({ id }: Conflict): boolean => parseDocumentId(id)?.kind === 'layout'
  const layouts = conflicts.data.conflicts.filter(isLayout)
  for (const { id, current, mine } of layouts) {
    const merged = mergeLayouts(bases[id]?.text, current?.text, mine)
    editor.join(joinStep, id, merged, baseOf(current))
  }
  const others = conflicts.data.conflicts.filter((conflict) => !isLayout(conflict))
  return others.length === 0 && layouts.length > 0 ? undefined : { kind: 'conflict', conflicts: others, problem }
}

/** An empty line or QVS Config is a mistake to report, not a deletion. */
function isDeletion(id: string, text: string): boolean {
  const kind = parseDocumentId(id)?.kind
  return text.trim() === '' && kind !== 'line' && kind !== 'qvs-config'
}
