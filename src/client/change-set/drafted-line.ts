import { listDrafts } from '#contract/drafts.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { withLineName } from '#domain/line/named-line.ts'
import type { Client } from '../client.ts'
import { flushAll } from '../session-port.ts'
import type { RestoredDraft } from './draft-content.ts'
import { type DraftPlace, draftsAtRest, dropDraft, keepDraft, readLocalDraft } from './draft-store.ts'
import { newestDraft } from './start-editor.ts'

type Place = Omit<DraftPlace, 'subject'> & { readonly client: Client }

/** Copies a line that exists only as a draft, with everything in the draft. */
export async function duplicateDraftedLine(place: Place, line: string, name: string): Promise<void> {
  const draft = await draftOf(place, line)
  if (draft === undefined) return
  const { history, bases } = underName(draft, line, name)
  await keep(place, name, { history: historyOf(history.present), bases })
}

/** Renames a line that exists only as a draft, and keeps its history. */
export async function renameDraftedLine(place: Place, line: string, name: string): Promise<void> {
  const draft = await draftOf(place, line)
  if (draft === undefined) return
  await keep(place, name, underName(draft, line, name))
  await dropDraft(place.client, { ...place, subject: documentId('line', line) })
}

/** Deletes a line that exists only as a draft. Resolves to a function that restores it. */
export async function deleteDraftedLine(place: Place, line: string): Promise<() => Promise<void>> {
  const draft = await draftOf(place, line)
  await dropDraft(place.client, { ...place, subject: documentId('line', line) })
  return async () => {
    if (draft !== undefined) await keep(place, line, draft)
  }
}

async function draftOf({ client, project, person }: Place, line: string): Promise<RestoredDraft | undefined> {
  // An edit on the board a moment ago may not be saved yet.
  await flushAll()
  await draftsAtRest()
  const subject = documentId('line', line)
  const [answer, local] = await Promise.all([
    client.call(listDrafts, { params: { project }, query: { subject } }),
    readLocalDraft({ project, person, subject }),
  ])
  return newestDraft({ server: answer.ok ? answer.value.drafts[0] : undefined, local })
}

async function keep(place: Place, line: string, draft: RestoredDraft): Promise<void> {
  const subject = documentId('line', line)
  await keepDraft(place.client, { ...place, subject }, { subject, ...draft, problem: undefined })
}

/** The draft with line and layout renamed in every state of its history. */
export function underName({ history, bases }: RestoredDraft, line: string, name: string): RestoredDraft {
  const [from, layout] = [documentId('line', line), documentId('layout', line)]
  function named(texts: Texts): Texts {
    return Object.fromEntries(
      Object.entries(texts).map(([id, text]): [string, string] => {
        if (id === layout) return [documentId('layout', name), text]
        if (id !== from) return [id, text]
        // A state whose text was broken keeps its old name.
        const renamed = withLineName(text, name)
        return [documentId('line', name), renamed.ok ? renamed.value : text]
      }),
    )
  }
  const { [from]: _line, [layout]: _layout, ...others } = bases
  return {
    history: {
      ...history,
      past: history.past.map((step) => ({ ...step, document: named(step.document) })),
      present: named(history.present),
      future: history.future.map((step) => ({ ...step, document: named(step.document) })),
    },
    bases: others,
  }
}
