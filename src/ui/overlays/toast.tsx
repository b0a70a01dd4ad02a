import { type ReactNode, useSyncExternalStore } from 'react'
import type { Toast } from './toast-region.tsx'

let region: ReactNode
const listeners = new Set<() => void>()

/** Tells what needs no answer; with `onUndo` it can be taken back for as long as it shows. */
export function showToast(toast: Toast): void {
  openToast(toast)
}

/** Shows a toast; answers what closes it early. */
export function openToast(toast: Toast): () => void {
  const opened = show(toast).catch(() => {
    // Without a server that hands out its file there is nothing to show it with, and the page says so itself.
    return () => undefined
  })
  return () => void opened.then((close) => close())
}

/** Where toasts appear: once, in the shell. What shows them is loaded with the first one; most visits have none. */
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
