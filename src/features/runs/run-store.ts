import { createStore, type StoreApi } from 'zustand/vanilla'
import { patchedStage, type RunPatch, withChanges } from '#domain/run/run-patch.ts'
import type { Run, StageRun } from '#domain/run/state.ts'

export type Connection = 'connecting' | 'live' | 'down'

export interface RunStoreState {
  /** What most of the page shows. Of a large run it follows in steps; whatever is about the run as a whole follows at once. */
  readonly run: Run
  readonly connection: Connection
}

/** The stages as they are in this frame. */
export interface LiveStages {
  readonly stage: (name: string) => StageRun | undefined
  /** Hears once per frame which stages have changed. Answers how to stop. */
  readonly onChange: (hear: (stages: ReadonlySet<string>) => void) => () => void
}

export interface RunStore extends StoreApi<RunStoreState> {
  readonly live: LiveStages
  /** Takes what has changed; it shows from the next frame on. */
  readonly take: (patch: RunPatch) => void
}

export interface RunStorePorts {
  /** Does something in the next frame. */
  readonly nextFrame: (work: () => void) => void
  /** Does something after so many milliseconds. */
  readonly later: (work: () => void, milliseconds: number) => void
}

// All of the page follows a run of so many stages in each frame; a larger one would keep it busy.
const mostAtOnce = 150
/** How long the page takes to follow grows with the run, and while it does its cards wait: in milliseconds. */
const stepOf = (stages: number): number => (stages > 1000 ? 2000 : 1000)

/** The live state of one run, kept outside the query cache: a busy run changes many times a second (style 3.4). */
export function createRunStore(initial: Run, ports: RunStorePorts = browserPorts): RunStore {
  const store = createStore<RunStoreState>(() => ({ run: initial, connection: 'connecting' }))
  // Copying a record of thousands costs more than a frame has: it is done when the page follows.
  const stages = new Map(Object.entries(initial.stages))
  const isLarge = stages.size > mostAtOnce
  const listeners = new Set<(stages: ReadonlySet<string>) => void>()
  let head: Omit<Run, 'stages'> = initial
  let changed = new Set<string>()
  let isHeadChanged = false
  let isFrameWanted = false
  let isStepWanted = false

  function follow(): void {
    isStepWanted = false
    if (store.getState().run.sequence === head.sequence) return
    store.setState({ run: { ...head, stages: Object.fromEntries(stages) } })
  }

  function flush(): void {
    const names = changed
    isFrameWanted = false
    changed = new Set()
    for (const hear of listeners) hear(names)
    if (!isLarge || isHeadChanged) {
      isHeadChanged = false
      follow()
    } else if (!isStepWanted) {
      isStepWanted = true
      ports.later(follow, stepOf(stages.size))
    }
  }

  return {
    ...store,
    live: {
      stage: (name) => stages.get(name),
      onChange(hear) {
        listeners.add(hear)
        return () => void listeners.delete(hear)
      },
    },
    take(patch) {
      head = withChanges(head, patch.run)
      for (const [name, changes] of Object.entries(patch.stages)) {
        stages.set(name, patchedStage(stages.get(name), changes))
        changed.add(name)
      }
      // The cursor moves with every event.
      isHeadChanged ||= Object.keys(patch.run).some((field) => field !== 'sequence' && field !== 'attempts')
      if (isFrameWanted) return
      isFrameWanted = true
      ports.nextFrame(flush)
    },
  }
}

const browserPorts: RunStorePorts = {
  /** A hidden tab has no frames; a timer goes on there. */
  nextFrame(work) {
    if (document.hidden) setTimeout(work, 100)
    else requestAnimationFrame(work)
  },
  later: (work, milliseconds) => void setTimeout(work, milliseconds),
}
