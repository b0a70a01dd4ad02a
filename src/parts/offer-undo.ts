import { problemOf } from '#client/problems.ts'
import { openToast, showToast } from '#ui/overlays/toast.tsx'

/**
 * Shows a toast with Undo for something that has happened on the server; returns a function that closes it early. If
 * undoing fails, another toast says why, since the page that could say it may have been left.
 */
export function offerUndo(text: string, undo: () => Promise<unknown>): () => void {
  const tell = (error: unknown): void => showToast({ text: problemOf(error).message })
  return openToast({ text, onUndo: () => void undo().catch(tell) })
}
