import { type DocumentVersion, parseDocumentId, type Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { begunIn, readDraft, type RestoredDraft, touchedIn } from './draft-content.ts'
import { baseOf, createEditor, type Editor } from './editor.ts'

/** What is kept of a change set: its draft, in two places, or the steps of one of which nothing was left to publish. */
export interface KeptDrafts {
  readonly server: { readonly content: unknown; readonly savedAt: string } | undefined
  readonly local: { readonly content: unknown; readonly at: number } | undefined
  readonly steps?: unknown
}

/** The editor of a change set: with what the newest draft holds, or, without one, as published. */
export function startEditor(subject: string, published: readonly DocumentVersion[], drafts: KeptDrafts): Editor {
  const restored = newestDraft(drafts) ?? keptSteps(drafts, published) ?? { history: historyOf<Texts>({}), bases: {} }
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

/** The steps of a draft that is no more, as long as everything that they touched is published as it was then: else taking them back would take back what somebody else has published. */
function keptSteps({ steps }: KeptDrafts, published: readonly DocumentVersion[]): RestoredDraft | undefined {
  const restored = readDraft(steps)
  if (restored === undefined) return undefined
  const digests = new Map(published.map(({ id, digest }) => [id, digest]))
  return Object.entries(restored.bases).every(([id, { digest }]) => digests.get(id) === digest) ? restored : undefined
}

/** The kinds of what the draft itself has begun, which another change set may have published meanwhile, and of what kept steps have touched. */
export function begunKinds(drafts: KeptDrafts): readonly string[] {
  const content = newest(drafts)
  const ids = content === undefined ? touchedIn(drafts.steps) : begunIn(content)
  return [...new Set(ids.flatMap((id) => parseDocumentId(id)?.kind ?? []))]
}

function newest({ server, local }: KeptDrafts): unknown {
  if (server === undefined || local === undefined) return server?.content ?? local?.content
  return local.at > Date.parse(server.savedAt) ? local.content : server.content
}
