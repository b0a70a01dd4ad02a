import { createStore, type StoreApi } from 'zustand'
import { type DocumentVersion, parseDocumentId, type Texts } from '#domain/documents.ts'
import { endBurst, type History, historyOf, record, redo, undo } from '#domain/history.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { changedLines } from './changed-lines.ts'

/** What a document was when the draft began: its digest for the precondition, and its text for the differences. */
export interface Base {
  readonly digest?: string
  readonly text: string
  readonly version: number
}

export type Bases = Readonly<Record<string, Base>>

/** Beside its texts a step may change what they are compared with: where a draft is joined with what somebody else has published. */
export type TextHistory = History<Texts, string, Bases>

export interface EditorState {
  /** What the change set is about: a line's document id, or `project` for values and resources of the whole project. */
  readonly subject: string
  readonly history: TextHistory
  readonly bases: Bases
  readonly problem: Problem | undefined
}

/** An edit of the change set; what it answers replaces the texts. */
export type Edit = (texts: Texts) => Result<Texts>

export interface Editor {
  readonly store: StoreApi<EditorState>
  readonly subject: string
  /** Carries an edit out as one named step; a failed edit changes nothing and shows why. Edits of one `mark` join. */
  readonly apply: (name: string, edit: Edit, mark?: string) => boolean
  /** Tells of edits that are still being made, as by a compiler: whoever leaves keeps the draft when they are. */
  readonly expect: (edits: Promise<unknown>) => void
  /** Ends when no edit is being made any more. */
  readonly atRest: () => Promise<void>
  /** Its page goes, and nothing that is done from then on is kept: whoever offers to take a step back stops. */
  readonly leave: () => void
  readonly onLeave: (listener: () => void) => void
  /** Goes over to a newer version of a document, with a text that was joined with it, as one named step. Whoever takes it back has the older version to publish against. */
  readonly join: (name: string, id: string, text: string, base: Base) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly endBurst: () => void
  readonly dismiss: () => void
  /** Takes a document in that the draft did not know, as published. */
  readonly addBase: (id: string, version: DocumentVersion | undefined) => void
  /** Goes over to a newer version of a document that the draft has not changed. */
  readonly takeNewer: (id: string, base: Base) => void
  /** What a document is now compared with. */
  readonly setBase: (id: string, base: Base) => void
  /** After publishing: these are the bases now, and nothing is changed; the history stays. */
  readonly rebase: (versions: readonly Pick<DocumentVersion, 'id' | 'digest' | 'version'>[]) => void
}

/** The editor of one change set: texts with their history, and nothing that is derived from them. */
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
        // An unchanged text may still stand in the draft, from an edit that was undone; and steps of the past hold the older text, so
        // that taking them back would take back what somebody else has published.
        const present = Object.fromEntries(Object.entries(history.present).filter(([other]) => other !== id))
        return { bases: { ...bases, [id]: base }, history: historyOf(present) }
      }),
    setBase: (id, base) => store.setState(({ bases }) => ({ bases: { ...bases, [id]: base } })),
    rebase: (versions) =>
      store.setState(({ bases, history }) => {
        const published = versions.map(({ id, digest, version }): [string, Base] => [
          id,
          { digest, version, text: draftedText({ history, bases }, id) ?? '' },
        ])
        // What was done before publishing can still be taken back: as a new change.
        const past = history.past.map(({ document, name }) => ({ document, name }))
        return { bases: { ...bases, ...Object.fromEntries(published) }, history: { ...endBurst(history), past } }
      }),
  }
}

function entryOf(bases: Bases, id: string): [string, Base][] {
  const base = bases[id]
  return base === undefined ? [] : [[id, base]]
}

/** The base of a published version; a document that does not exist yet is empty. */
export function baseOf(version: DocumentVersion | undefined): Base {
  return version === undefined
    ? { text: '', version: 0 }
    : { digest: version.digest, text: version.text, version: version.version }
}

/** The documents that differ from what they started from. */
export function changedIds({ history, bases }: Pick<EditorState, 'history' | 'bases'>): readonly string[] {
  return Object.keys(history.present).filter((id) => history.present[id] !== (bases[id]?.text ?? ''))
}

/** The documents that differ, as they are now; one that is deleted is empty. */
export function changedTexts(state: Pick<EditorState, 'history' | 'bases'>): Texts {
  return Object.fromEntries(changedIds(state).map((id) => [id, state.history.present[id] ?? '']))
}

/**
 * The names of the steps since everything was as it is published, oldest first, each once. A step of which nothing is left, since it was
 * taken back by hand, or the other side was taken in a conflict, is not named.
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

/** Whether what is edited is published nowhere. */
export function isAllDraft({ subject, store }: Pick<Editor, 'subject' | 'store'>): boolean {
  return parseDocumentId(subject) !== undefined && (store.getState().bases[subject]?.version ?? 0) === 0
}

/** A document as the change set has it: as it was changed, else as it is published; undefined where it is neither. */
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

/** Edits one after another, as one. */
export function inOrder(...edits: readonly Edit[]): Edit {
  return (texts) => edits.reduce<Result<Texts>>((result, edit) => (result.ok ? edit(result.value) : result), ok(texts))
}
