import type { Editor } from '#client/change-set/editor.ts'
import { openToast } from '#ui/toast.tsx'

/** Tells of the step that was just made, with a way back. It goes as soon as another step follows: its Undo must take back no other. */
export function tellStep({ store, undo }: Editor, text: string): void {
  const made = store.getState().history.present
  const close = openToast({ text, onUndo: undo })
  const forget = store.subscribe(({ history }) => {
    if (history.present === made) return
    forget()
    close()
  })
}
