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

/** Begins a copy of a line that is only drafted, with all that its draft holds. */
export async function duplicateDraftedLine(place: Place, line: string, name: string): Promise<void> {
  const draft = await draftOf(place, line)
  if (draft === undefined) return
  const { history, bases } = underName(draft, line, name)
  await keep(place, name, { history: historyOf(history.present), bases })
}

/** Gives a line that is only drafted another name; its history goes along. */
export async function renameDraftedLine(place: Place, line: string, name: string): Promise<void> {
  const draft = await draftOf(place, line)
  if (draft === undefined) return
  await keep(place, name, underName(draft, line, name))
  await dropDraft(place.client, { ...place, subject: documentId('line', line) })
}

/** Drops a line that is only drafted; answers how to bring it back. */
export async function deleteDraftedLine(place: Place, line: string): Promise<() => Promise<void>> {
  const draft = await draftOf(place, line)
  await dropDraft(place.client, { ...place, subject: documentId('line', line) })
  return async () => {
    if (draft !== undefined) await keep(place, line, draft)
  }
}

async function draftOf({ client, project, person }: Place, line: string): Promise<RestoredDraft | undefined> {
  // Whoever comes from the board has typed a moment ago.
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

/** A draft with its line, and the layout, under another name in each of its states. */
export function underName({ history, bases }: RestoredDraft, line: string, name: string): RestoredDraft {
  const [from, layout] = [documentId('line', line), documentId('layout', line)]
  function named(texts: Texts): Texts {
    return Object.fromEntries(
      Object.entries(texts).map(([id, text]): [string, string] => {
        if (id === layout) return [documentId('layout', name), text]
        if (id !== from) return [id, text]
        // A text that was broken for a while keeps the name that it had then.
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
