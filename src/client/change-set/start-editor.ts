import { type DocumentVersion, parseDocumentId, type Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { begunIn, readDraft, type RestoredDraft, touchedIn } from './draft-content.ts'
import { baseOf, createEditor, type Editor } from './editor.ts'

/** What was saved of a change set: its draft on the server and in this browser, or only its history if there was nothing to publish. */
export interface KeptDrafts {
  readonly server: { readonly content: unknown; readonly savedAt: string } | undefined
  readonly local: { readonly content: unknown; readonly at: number } | undefined
  readonly steps?: unknown
}

/** Creates the editor of a change set from the newest draft or, without one, from what is published. */
export function startEditor(subject: string, published: readonly DocumentVersion[], drafts: KeptDrafts): Editor {
  const restored = newestDraft(drafts) ?? keptSteps(drafts, published) ?? { history: historyOf<Texts>({}), bases: {} }
  const { present } = restored.history
  // Keeps the draft's own bases, which publishing compares; new documents have none. If a published document equals the draft's text, the draft was
  // published but its page never saw the answer.
  const others = published.filter(({ id, text }) => present[id] === undefined || present[id] === text)
  return createEditor(subject, {
    history: restored.history,
    bases: { ...restored.bases, ...Object.fromEntries(others.map((version) => [version.id, baseOf(version)])) },
  })
}

/** The newest draft; undefined if there is none that can be read. */
export function newestDraft(drafts: KeptDrafts): RestoredDraft | undefined {
  return readDraft(newest(drafts))
}

/** The saved history, unless a document that it touches has been published since: undoing would revert what somebody else has done. */
function keptSteps({ steps }: KeptDrafts, published: readonly DocumentVersion[]): RestoredDraft | undefined {
  const restored = readDraft(steps)
  if (restored === undefined) return undefined
  const digests = new Map(published.map(({ id, digest }) => [id, digest]))
  return Object.entries(restored.bases).every(([id, { digest }]) => digests.get(id) === digest) ? restored : undefined
}

/** The kinds of documents that the draft created, which another change set may have published meanwhile, and of those that saved steps touch. */
export function begunKinds(drafts: KeptDrafts): readonly string[] {
  const content = newest(drafts)
  const ids = content === undefined ? touchedIn(drafts.steps) : begunIn(content)
  return [...new Set(ids.flatMap((id) => parseDocumentId(id)?.kind ?? []))]
}

/** When the newest draft was saved on the server; undefined if only this browser has it. */
export function savedAtOf({ server, local }: KeptDrafts): string | undefined {
  if (server === undefined || local === undefined) return server?.savedAt
  return local.at > Date.parse(server.savedAt) ? undefined : server.savedAt
}

function newest(drafts: KeptDrafts): unknown {
  const { server, local } = drafts
  return savedAtOf(drafts) === undefined ? (local ?? server)?.content : server?.content
}
