import { useSyncExternalStore } from 'react'

/** What lies over the page: the command palette or the shortcut sheet. */
export type Overlay = 'palette' | 'shortcuts' | undefined

let current: Overlay
const listeners = new Set<() => void>()

export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, readOverlay)
}

export function openPalette(): void {
  show('palette')
}

export function openShortcuts(): void {
  show('shortcuts')
}

export function closeOverlay(): void {
  show(undefined)
}

function show(next: Overlay): void {
  current = next
  for (const listener of listeners) listener()
}

function readOverlay(): Overlay {
  return current
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
