import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { usePerson, usePlatform } from '../platform.ts'
import { onFlush } from '../session-port.ts'
import { changedIds, type Editor, type EditorState } from './editor.ts'
import { holdDrafts, keepDraft, keepInBrowser } from './draft-store.ts'

/** Where the draft is: unchanged, being saved, on the server since `at`, only in this browser, or saved nowhere. */
export interface DraftState {
  readonly kind: 'none' | 'saving' | 'server' | 'browser' | 'failed'
  readonly at: string | undefined
}

// Milliseconds after a change: saved in the browser almost at once, on the server when typing pauses.
const soon = 100
const quiet = 800

function isSame(a: EditorState, b: EditorState): boolean {
  return a.history.present === b.history.present && a.bases === b.bases
}

/** Saves the draft shortly after each change and at once when the page closes, and what only this browser has as soon as the server answers. */
export function useDraft(
  project: string,
  editor: Editor,
  editable: boolean,
  savedAt: string | undefined,
): { readonly draft: DraftState; readonly save: () => void } {
  const { client, connection } = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const isOnServer = useRef(savedAt !== undefined || changedIds(editor.store.getState()).length === 0)
  const [draft, setDraft] = useState<DraftState>({ kind: savedAt === undefined ? 'none' : 'server', at: savedAt })
  const saver = useRef<() => Promise<void>>(() => Promise.resolve())

  useEffect(() => {
    if (!editable) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let local: ReturnType<typeof setTimeout> | undefined
    // The state saved last; undefined while the browser holds something newer.
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
      const hasChanges = changedIds(state).length > 0
      isOnServer.current = where === (hasChanges ? 'server' : 'nowhere')
      const kind = !hasChanges ? 'none' : where === 'nowhere' ? 'failed' : where
      setDraft({ kind, at: new Date().toISOString() })
    }
    function bringToServer(): void {
      if (isOnServer.current || connection.state() !== 'up') return
      saved = undefined
      void save()
    }
    async function leave(): Promise<void> {
      await save()
      // A dropped adapter may still be compiling.
      await editor.atRest()
      await save()
      // Home may already have fetched the draft's former state.
      for (const kind of ['drafts', 'values-to-fill']) void cache.invalidateQueries({ queryKey: [project, kind] })
    }
    saver.current = save
    const unsubscribe = editor.store.subscribe((state, before) => {
      // Publishing changes only the bases, after which the draft is dropped.
      if (isSame(state, before)) return
      if (changedIds(state).length === 0) {
        // Save at once: the next page would open a draft that outlives its publication, against the old version.
        void save()
        return
      }
      setDraft((known) => ({ ...known, kind: 'saving' }))
      clearTimeout(timer)
      timer = setTimeout(() => void save(), quiet)
      local ??= setTimeout(() => {
        local = undefined
        const now = editor.store.getState()
        // If this is undone a moment later, the text equals the last save; only this marks that something must be dropped.
        saved = undefined
        void keepInBrowser({ project, person, subject: now.subject }, now)
      }, soon)
    })
    // A tab that was killed while the server was away leaves such a draft, too.
    bringToServer()
    const removeConnection = connection.subscribe(bringToServer)
    const removeFlush = onFlush(save)
    const handleHide = (): void => void save()
    window.addEventListener('pagehide', handleHide)
    return () => {
      unsubscribe()
      removeConnection()
      removeFlush()
      window.removeEventListener('pagehide', handleHide)
      editor.leave()
      void holdDrafts(leave())
    }
  }, [client, connection, cache, editor, editable, person, project])

  const saveNow = useCallback(() => void saver.current(), [])
  return { draft, save: saveNow }
}
