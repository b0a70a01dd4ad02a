import { type ReactNode, useSyncExternalStore } from 'react'
import type { Toast } from './toast-region.tsx'

let region: ReactNode
const listeners = new Set<() => void>()

/** Reports something that needs no answer; with `onUndo` it can be undone while the toast shows. */
export function showToast(toast: Toast): void {
  openToast(toast)
}

/** Shows a toast; returns a function that closes it early. */
export function openToast(toast: Toast): () => void {
  const opened = show(toast).catch(() => {
    // If the server is away, the toast's code cannot be loaded; the page reports that itself.
    return () => undefined
  })
  return () => void opened.then((close) => close())
}

/** Where toasts appear: once, in the shell. Its code is loaded with the first toast, since most visits have none. */
export function ToastRegion() {
  return useSyncExternalStore(subscribe, () => region)
}

async function show(toast: Toast): Promise<() => void> {
  const { addToast, Region } = await import('./toast-region.tsx')
  if (region === undefined) {
    region = <Region />
    for (const listener of listeners) listener()
  }
  return addToast(toast)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
