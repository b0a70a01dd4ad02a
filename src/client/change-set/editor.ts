import { createStore, type StoreApi } from 'zustand'
import { type DocumentVersion, parseDocumentId, type Texts } from '#domain/documents.ts'
import { endBurst, type History, historyOf, record, redo, undo } from '#domain/history.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { changedLines } from './changed-lines.ts'

/** The published version that a draft started from: its digest for the precondition, its text for diffs. */
export interface Base {
  readonly digest?: string
  readonly text: string
  readonly version: number
}

export type Bases = Readonly<Record<string, Base>>

/** A step may change bases as well as texts: merging somebody else's publication into the draft does. */
export type TextHistory = History<Texts, string, Bases>

export interface EditorState {
  /** What the change set is about: a line's document id, or `project` for values and resources of the whole project. */
  readonly subject: string
  readonly history: TextHistory
  readonly bases: Bases
  readonly problem: Problem | undefined
}

/** An edit of the change set; its result replaces the texts. */
export type Edit = (texts: Texts) => Result<Texts>

export interface Editor {
  readonly store: StoreApi<EditorState>
  readonly subject: string
  /**
   * Applies an edit as one named step. A failed edit changes nothing and sets the problem. Consecutive edits with the same `mark` become one
   * step.
   */
  readonly apply: (name: string, edit: Edit, mark?: string) => boolean
  /** Registers edits that are still being computed, such as a compile; leaving the page saves the draft after them. */
  readonly expect: (edits: Promise<unknown>) => void
  /** Resolves when no registered edit is pending. */
  readonly atRest: () => Promise<void>
  /** The page is closing: edits from now on are not saved, so offers to undo end. */
  readonly leave: () => void
  readonly onLeave: (listener: () => void) => void
  /** Replaces a document's base by a newer version and its text by the merged one, as one named step. Undoing it restores the older base. */
  readonly join: (name: string, id: string, text: string, base: Base) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly endBurst: () => void
  readonly dismiss: () => void
  /** Adds a document that the draft did not know, in its published version. */
  readonly addBase: (id: string, version: DocumentVersion | undefined) => void
  /** Replaces the base of a document that the draft has not changed. */
  readonly takeNewer: (id: string, base: Base) => void
  /** Takes over the texts of the draft as another tab of the same person has them. */
  readonly follow: (draft: Pick<EditorState, 'history' | 'bases'>) => void
  /** Sets the base of a document. */
  readonly setBase: (id: string, base: Base) => void
  /** After publishing: these versions become the bases, so nothing counts as changed. The history stays. */
  readonly rebase: (versions: readonly Pick<DocumentVersion, 'id' | 'digest' | 'version'>[]) => void
}

/** The editor of one change set: texts and their history, no derived data. */
export function createEditor(subject: string, start: Pick<EditorState, 'history' | 'bases'>): Editor {
  const store = createStore<EditorState>(() => ({ subject, ...start, problem: undefined }))
  const change = (next: (history: TextHistory) => TextHistory) =>
    store.setState((state) => ({ history: next(state.history), problem: undefined }))
  const step = (
    way: typeof undo<Texts, string, Bases>,
    to: (history: TextHistory) => TextHistory['past'][number] | undefined,
  ) =>
    store.setState(({ history, bases }) => ({
      history: way(history, (aside) => Object.fromEntries(Object.keys(aside).flatMap((id) => entryOf(bases, id)))),
      bases: { ...bases, ...to(history)?.aside },
      problem: undefined,
    }))
  const expected = new Set<Promise<unknown>>()
  const leaving = new Set<() => void>()
  return {
    store,
    subject,
    expect(edits) {
      const settled = edits.catch(() => undefined).finally(() => expected.delete(settled))
      expected.add(settled)
    },
    leave() {
      for (const listener of leaving) listener()
      leaving.clear()
    },
    onLeave: (listener) => void leaving.add(listener),
    async atRest() {
      while (expected.size > 0) await Promise.all(expected)
    },
    apply(name, edit, mark) {
      const { history } = store.getState()
      const edited = edit(history.present)
      if (edited.ok) change((known) => record(known, edited.value, name, mark))
      else store.setState({ problem: edited.error })
      return edited.ok
    },
    join: (name, id, text, base) =>
      store.setState(({ history, bases }) => ({
        history: record(
          history,
          { ...history.present, [id]: text },
          name,
          undefined,
          Object.fromEntries(entryOf(bases, id)),
        ),
        bases: { ...bases, [id]: base },
        problem: undefined,
      })),
    undo: () => step(undo, ({ past }) => past.at(-1)),
    redo: () => step(redo, ({ future }) => future[0]),
    endBurst: () => store.setState((state) => ({ history: endBurst(state.history) })),
    dismiss() {
      if (store.getState().problem !== undefined) store.setState({ problem: undefined })
    },
    addBase: (id, version) =>
      store.setState((state) =>
        state.bases[id] === undefined ? { bases: { ...state.bases, [id]: baseOf(version) } } : {},
      ),
    takeNewer: (id, base) =>
      store.setState(({ bases, history }) => {
        // The draft may still hold the unchanged text, and its history the older one: undoing would revert what somebody else has published.
        // So the history starts over.
        const present = Object.fromEntries(Object.entries(history.present).filter(([other]) => other !== id))
        return { bases: { ...bases, [id]: base }, history: historyOf(present) }
      }),
    follow: ({ history, bases }) =>
      store.setState((known) => ({ history, bases: { ...known.bases, ...bases }, problem: undefined })),
    setBase: (id, base) => store.setState(({ bases }) => ({ bases: { ...bases, [id]: base } })),
    rebase: (versions) =>
      store.setState(({ bases, history }) => {
        const published = versions.map(({ id, digest, version }): [string, Base] => [
          id,
          { digest, version, text: draftedText({ history, bases }, id) ?? '' },
        ])
        // Steps before publishing can still be undone, which is a new change. Where a document had not been touched yet, its old text counts, not
        // what has just been published.
        const old = Object.fromEntries(
          changedIds({ history, bases }).flatMap((id) => {
            const text = bases[id]?.text ?? ''
            return text === '' ? [] : [[id, text]]
          }),
        )
        const past = history.past.map(({ document, name }) => ({ document: { ...old, ...document }, name }))
        return { bases: { ...bases, ...Object.fromEntries(published) }, history: { ...endBurst(history), past } }
      }),
  }
}

function entryOf(bases: Bases, id: string): [string, Base][] {
  const base = bases[id]
  return base === undefined ? [] : [[id, base]]
}

/** The base of a published version; for a document that does not exist yet, an empty one. */
export function baseOf(version: DocumentVersion | undefined): Base {
  return version === undefined
    ? { text: '', version: 0 }
    : { digest: version.digest, text: version.text, version: version.version }
}

/** Ids of the documents that differ from their bases. */
export function changedIds({ history, bases }: Pick<EditorState, 'history' | 'bases'>): readonly string[] {
  return Object.keys(history.present).filter((id) => history.present[id] !== (bases[id]?.text ?? ''))
}

/** The changed documents with their current texts; a deleted one is empty. */
export function changedTexts(state: Pick<EditorState, 'history' | 'bases'>): Texts {
  return Object.fromEntries(changedIds(state).map((id) => [id, state.history.present[id] ?? '']))
}

/**
 * Names of the steps since the last state without changes, oldest first, without duplicates. Steps whose effect is gone (reverted by hand, or
 * lost in a conflict) are left out.
 */
export function changeNames({ history, bases }: Pick<EditorState, 'history' | 'bases'>): readonly string[] {
  const { past, present } = history
  const since = past.findLastIndex(({ document }) => changedIds({ history: historyOf(document), bases }).length === 0)
  const changes = changedIds({ history, bases }).map((id) => {
    const published = bases[id]?.text ?? ''
    return { id, published, now: changedLines(published, present[id] ?? '') }
  })
  const steps = past.slice(Math.max(since, 0))
  const left = steps.filter(({ document: before }, index) => {
    const after = steps[index + 1]?.document ?? present
    return changes.some(({ id, published, now }) => {
      const own = changedLines(before[id] ?? published, after[id] ?? published)
      return [...own].some(([line, by]) => by * (now.get(line) ?? 0) > 0)
    })
  })
  return [...new Set(left.map(({ name }) => name))]
}

/** Whether the subject has never been published. */
export function isAllDraft({ subject, store }: Pick<Editor, 'subject' | 'store'>): boolean {
  return parseDocumentId(subject) !== undefined && (store.getState().bases[subject]?.version ?? 0) === 0
}

/** The current text of a document: changed, or else published; undefined if there is neither. */
export function draftedText(
  { history, bases }: Pick<EditorState, 'history' | 'bases'>,
  id: string,
): string | undefined {
  return history.present[id] ?? bases[id]?.text
}

/** An edit of one document of the change set. */
export function editText(state: Pick<EditorState, 'bases'>, id: string, edit: (text: string) => Result<string>): Edit {
  return (texts) => {
    const before = texts[id] ?? state.bases[id]?.text ?? ''
    const after = edit(before)
    if (!after.ok) return after
    return ok(after.value === before ? texts : { ...texts, [id]: after.value })
  }
}

/** Combines edits into one. */
export function inOrder(...edits: readonly Edit[]): Edit {
  return (texts) => edits.reduce<Result<Texts>>((result, edit) => (result.ok ? edit(result.value) : result), ok(texts))
}
