import type { Editor } from '#client/change-set/editor.ts'
import { openToast } from '#ui/overlays/toast.tsx'

/**
 * Shows a toast with Undo for the step just made. It closes with the next step, whose undo it would be, and when the
 * page is left.
 */
export function tellStep({ store, undo, onLeave }: Editor, text: string): void {
  const made = store.getState().history.present
  const close = openToast({ text, onUndo: undo })
  const forget = store.subscribe(({ history }) => {
    if (history.present !== made) end()
  })
  function end(): void {
    forget()
    close()
  }
  onLeave(end)
}
