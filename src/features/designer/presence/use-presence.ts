import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { changedIds, type Editor } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { presenceOptions } from '#client/queries/presence.ts'
import { endPresence, type Viewer } from '#contract/presence.ts'

// Milliseconds: others need not know of each keystroke.
const coarse = 60_000

/** Reports that this person has the line open, and answers who else has. */
export function usePresence(project: string, editor: Editor): readonly Viewer[] {
  const { client } = usePlatform()
  const [tab] = useState(() => crypto.randomUUID())
  const editedAt = useLastEdit(editor)
  const { data } = useQuery({
    ...presenceOptions(client, {
      project,
      tab,
      document: editor.subject,
      ...(editedAt === undefined ? {} : { editedAt }),
    }),
    placeholderData: keepPreviousData,
  })
  useEffect(() => {
    const leave = (): void => void client.call(endPresence, { params: { project, tab } }, { keepalive: true })
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [client, project, tab])
  return data?.others ?? []
}

/** The minute of the last edit here; undefined before the first one and after publishing or undoing everything. */
function useLastEdit(editor: Editor): string | undefined {
  const [editedAt, setEditedAt] = useState<string>()
  const told = useRef(0)
  useEffect(
    () =>
      editor.store.subscribe((state, before) => {
        if (changedIds(state).length === 0) {
          told.current = 0
          setEditedAt(undefined)
          return
        }
        if (state.history.present === before.history.present || Date.now() - told.current < coarse) return
        told.current = Date.now()
        setEditedAt(new Date().toISOString())
      }),
    [editor],
  )
  return editedAt
}
