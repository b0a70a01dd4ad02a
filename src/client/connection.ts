/** Whether the server answers: told by every request, shown by the banner. */
export interface Connection {
  readonly state: () => 'up' | 'down'
  readonly report: (reached: boolean) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createConnection(): Connection {
  let state: 'up' | 'down' = 'up'
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    report(reached) {
      const next = reached ? 'up' : 'down'
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Whether the server hands out the workbench now; asks past every cache. */
export async function isServerThere(): Promise<boolean> {
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return answer?.ok === true
}
