import { useEffect } from 'react'
import { usePerson } from '../platform.ts'
import type { Editor } from './editor.ts'
import { followDraft, tellDraft } from './share-draft.ts'

/** Keeps all tabs of a person that have the same draft open alike: the one that edits it tells, the others follow. */
export function useSharedDraft(project: string, editor: Editor, isElsewhere: boolean): void {
  const person = usePerson()
  useEffect(() => {
    const channel = new BroadcastChannel(`linewright-draft-text ${person} ${project} ${editor.subject}`)
    const end = isElsewhere ? followDraft(editor, channel) : tellDraft(editor, channel)
    return () => {
      end()
      channel.close()
    }
  }, [editor, isElsewhere, person, project])
}
