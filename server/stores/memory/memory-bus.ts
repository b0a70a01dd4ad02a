import type { Bus, Notice } from '#server/ports/bus.ts'

/** Passes notices within one process. */
export function createMemoryBus(): Bus {
  const listeners = new Map<string, Set<(notice: Notice) => void>>()
  return {
    publish(notice) {
      for (const listener of listeners.get(notice.project) ?? []) listener(notice)
    },
    subscribe(project, listener) {
      const known = listeners.get(project) ?? new Set()
      listeners.set(project, known)
      known.add(listener)
      return () => known.delete(listener)
    },
  }
}
