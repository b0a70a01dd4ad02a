import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { usePerson, usePlatform } from '../platform.ts'
import { onFlush } from '../session-port.ts'
import { changedIds, type Editor, type EditorState } from './editor.ts'
import { holdDrafts, keepDraft, keepInBrowser } from './draft-store.ts'

/** Where the draft is: not changed, on its way, with the server since `at`, only in this browser, or nowhere. */
export interface DraftState {
  readonly kind: 'none' | 'saving' | 'server' | 'browser' | 'failed'
  readonly at: string | undefined
}

// In milliseconds after a change: the browser keeps it at once as seen by a person, the server when typing has paused.
const soon = 100
const quiet = 800

function isSame(a: EditorState, b: EditorState): boolean {
  return a.history.present === b.history.present && a.bases === b.bases
}

/** Saves the draft a moment after each change, and at once when the page must go. */
export function useDraft(
  project: string,
  editor: Editor,
  editable: boolean,
  savedAt: string | undefined,
): { readonly draft: DraftState; readonly save: () => void } {
  const { client } = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const [draft, setDraft] = useState<DraftState>({ kind: savedAt === undefined ? 'none' : 'server', at: savedAt })
  const saver = useRef<() => Promise<void>>(() => Promise.resolve())

  useEffect(() => {
    if (!editable) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let local: ReturnType<typeof setTimeout> | undefined
    // What is kept now; undefined while the browser holds something newer than the last save.
    let saved: EditorState | undefined = editor.store.getState()
    let saving: Promise<void> = Promise.resolve()
    async function save(): Promise<void> {
      clearTimeout(timer)
      clearTimeout(local)
      timer = undefined
      local = undefined
      const state = editor.store.getState()
      if (saved !== undefined && isSame(state, saved)) {
        if (changedIds(state).length === 0) setDraft({ kind: 'none', at: undefined })
        return saving
      }
      saved = state
      saving = keep(state)
      return saving
    }
    async function keep(state: EditorState): Promise<void> {
      const where = await keepDraft(client, { project, person, subject: state.subject }, state)
      const kind = where !== 'nowhere' ? where : changedIds(state).length === 0 ? 'none' : 'failed'
      setDraft({ kind, at: new Date().toISOString() })
    }
    async function leave(): Promise<void> {
      await save()
      // An adapter that was dropped a moment ago may still be compiling.
      await editor.atRest()
      await save()
      // Whoever went to Home meanwhile has been told of the draft as it was before.
      for (const kind of ['drafts', 'values-to-fill']) void cache.invalidateQueries({ queryKey: [project, kind] })
    }
    saver.current = save
    const unsubscribe = editor.store.subscribe((state, before) => {
      // Publishing changes no text, only what it is compared with: the draft is then dropped.
      if (isSame(state, before)) return
      if (changedIds(state).length === 0) {
        // At once: a draft that outlives its publishing would be taken up again by the next page, against the version before.
        void save()
        return
      }
      setDraft((known) => ({ ...known, kind: 'saving' }))
      clearTimeout(timer)
      timer = setTimeout(() => void save(), quiet)
      local ??= setTimeout(() => {
        local = undefined
        const now = editor.store.getState()
        // Undone a moment later, the text is what was saved last: only this says that there is something to drop.
        saved = undefined
        void keepInBrowser({ project, person, subject: now.subject }, now)
      }, soon)
    })
    const removeFlush = onFlush(save)
    const handleHide = (): void => void save()
    window.addEventListener('pagehide', handleHide)
    return () => {
      unsubscribe()
      removeFlush()
      window.removeEventListener('pagehide', handleHide)
      editor.leave()
      void holdDrafts(leave())
    }
  }, [client, cache, editor, editable, person, project])

  const saveNow = useCallback(() => void saver.current(), [])
  return { draft, save: saveNow }
}
