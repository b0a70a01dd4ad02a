import type { Editor } from '#client/change-set/editor.ts'
import { openToast } from '#ui/overlays/toast.tsx'

/** Tells of the step that was just made, with a way back. It goes as soon as another step follows, or the page goes: its Undo must take back no other, and be kept. */
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
