import { type DocumentVersion, parseDocumentId, type Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { begunIn, readDraft, type RestoredDraft } from './draft-content.ts'
import { baseOf, createEditor, type Editor } from './editor.ts'

/** The two places where a draft may be kept. */
export interface KeptDrafts {
  readonly server: { readonly content: unknown; readonly savedAt: string } | undefined
  readonly local: { readonly content: unknown; readonly at: number } | undefined
}

/** The editor of a change set: with what the newest draft holds, or, without one, as published. */
export function startEditor(subject: string, published: readonly DocumentVersion[], drafts: KeptDrafts): Editor {
  const restored = newestDraft(drafts) ?? { history: historyOf<Texts>({}), bases: {} }
  const { present } = restored.history
  // The draft's own bases stay: they say what it started from, and publishing compares them; what it began has none. What stands there as the
  // draft has it was published when nobody saw the answer any more.
  const others = published.filter(({ id, text }) => present[id] === undefined || present[id] === text)
  return createEditor(subject, {
    history: restored.history,
    bases: { ...restored.bases, ...Object.fromEntries(others.map((version) => [version.id, baseOf(version)])) },
  })
}

/** What was kept last; undefined where nothing is kept that can be read. */
export function newestDraft(drafts: KeptDrafts): RestoredDraft | undefined {
  return readDraft(newest(drafts))
}

/** The kinds of what the draft itself has begun: another change set may have published the same meanwhile. */
export function begunKinds(drafts: KeptDrafts): readonly string[] {
  return [...new Set(begunIn(newest(drafts)).flatMap((id) => parseDocumentId(id)?.kind ?? []))]
}

function newest({ server, local }: KeptDrafts): unknown {
  if (server === undefined || local === undefined) return server?.content ?? local?.content
  return local.at > Date.parse(server.savedAt) ? local.content : server.content
}
