import { createStore, type StoreApi } from 'zustand/vanilla'
import type { StoredRunEvent } from '#domain/run/events.ts'
import { evolve } from '#domain/run/evolve.ts'
import type { Run } from '#domain/run/state.ts'

export type Connection = 'connecting' | 'live' | 'down'

export interface RunStoreState {
  readonly run: Run
  readonly connection: Connection
}

export interface RunStore extends StoreApi<RunStoreState> {
  /** Takes an event of the stream; events are folded together once per frame, and in order only. */
  take(event: StoredRunEvent): void
}

type Schedule = (work: () => void) => void

/** The live state of one run, kept outside the query cache: a busy run changes many times a second (style 3.4). */
export function createRunStore(initial: Run, onGap: () => void, schedule: Schedule = oncePerFrame): RunStore {
  const store = createStore<RunStoreState>(() => ({ run: initial, connection: 'connecting' }))
  let waiting: StoredRunEvent[] = []

  function flush(): void {
    const events = waiting
    waiting = []
    const { run } = store.getState()
    const folded = events.reduce((state, stored) => {
      if (stored.sequence <= state.sequence) return state
      if (stored.sequence > state.sequence + 1) {
        onGap()
        return state
      }
      return evolve(state, stored)
    }, run)
    if (folded !== run) store.setState({ run: folded })
  }

  return {
    ...store,
    take(event) {
      waiting.push(event)
      if (waiting.length === 1) schedule(flush)
    },
  }
}

/** A hidden tab has no frames; a timer goes on there. */
function oncePerFrame(work: () => void): void {
  if (document.hidden) setTimeout(work, 100)
  else requestAnimationFrame(work)
}
