type State = 'up' | 'down' | 'full'

/** Whether the server answers, as reported by every request, and whether its disk is full. Shown by the banner. */
export interface Connection {
  readonly state: () => State
  readonly report: (reached: boolean) => void
  /** The server's disk is full. Reported again as long as it is. */
  readonly reportFull: () => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Milliseconds after which such a report expires; the server repeats it every five seconds. */
const fullFor = 12_000

export function createConnection(): Connection {
  let isReached = true
  let isFull = false
  let state: State = 'up'
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  function settle(): void {
    const next = isReached ? (isFull ? 'full' : 'up') : 'down'
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }
  function sayFull(full: boolean): void {
    isFull = full
    settle()
  }
  return {
    state: () => state,
    report(reached) {
      isReached = reached
      settle()
    },
    reportFull() {
      clearTimeout(timer)
      timer = setTimeout(() => sayFull(false), fullFor)
      sayFull(true)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
