import { createStore, type StoreApi } from 'zustand/vanilla'
import { patchedStage, type RunPatch, withChanges } from '#domain/run/run-patch.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { browserFrames, type Frames } from './frames.ts'
import type { StageFace } from './run-worker-messages.ts'

export type Connection = 'connecting' | 'live' | 'down'

export interface RunStoreState {
  /** What most of the page shows; for a large run it follows in steps. */
  readonly run: Run
  readonly connection: Connection
}

/** The stages in the current frame, which may be ahead of `run`. */
export interface LiveStages {
  readonly face: (name: string) => StageFace | StageRun | undefined
  readonly gates: () => Run['gates']
  /** Calls back in the frame in which a stage changes. Returns a function that stops it. */
  readonly onStage: (name: string, hear: () => void) => () => void
  /** Calls back once per frame with the changed stages. Returns a function that stops it. */
  readonly onChange: (hear: (stages: ReadonlySet<string>) => void) => () => void
}

export interface RunStore extends StoreApi<RunStoreState> {
  readonly live: LiveStages
  /**
   * Takes a change. Cards show it from the next frame on; the rest of the page follows when the run as a whole has
   * moved on.
   */
  readonly take: (patch: RunPatch) => void
  /**
   * Calls back whenever other cards become visible, with their stages; undefined for all. Returns a function that stops
   * it.
   */
  readonly onSeen: (hear: (stages: readonly string[] | undefined) => void) => () => void
  /** Takes states for the cards only; they show them from the next frame on. */
  readonly takeAhead: (faces: readonly StageFace[]) => void
}

/** The stages of a run that no longer changes: those of a past attempt. */
export function stillStages({ stages, gates }: Run): LiveStages {
  const nothing = () => (): void => undefined
  return { face: (name) => stages[name], gates: () => gates, onStage: nothing, onChange: nothing }
}

/**
 * The live state of one run, kept outside the query cache since a busy run changes many times a second (style 3.4).
 * Cards update first, and the page follows once they are painted, so that they need not wait for all of it.
 */
export function createRunStore(initial: Run, frames: Frames = browserFrames): RunStore {
  const store = createStore<RunStoreState>(() => ({ run: initial, connection: 'connecting' }))
  // Copying a record of thousands takes longer than a frame, so it is only done when the page follows.
  const stages = new Map(Object.entries(initial.stages))
  const ahead = new Map<string, StageFace>()
  const byStage = new Map<string, Set<() => void>>()
  const listeners = new Set<(stages: ReadonlySet<string>) => void>()
  let head: Omit<Run, 'stages'> = initial
  /** Changed stages that somebody listens to. */
  let changed = new Set<string>()
  let isFrameWanted = false
  let hearSeen: ((stages: readonly string[] | undefined) => void) | undefined
  let isSeenDue = false

  /** Cards are mounted and unmounted many at a time, so report them together. */
  function seeOthers(): void {
    if (isSeenDue) return
    isSeenDue = true
    queueMicrotask(() => {
      isSeenDue = false
      hearSeen?.(listeners.size > 0 ? undefined : [...byStage.keys()])
    })
  }

  function flush(): void {
    const names = changed
    isFrameWanted = false
    changed = new Set()
    for (const name of names) for (const hear of byStage.get(name) ?? []) hear()
    for (const hear of listeners) hear(names)
    if (store.getState().run.sequence !== head.sequence) frames.painted(follow)
  }

  function follow(): void {
    if (store.getState().run.sequence === head.sequence) return
    store.setState({ run: { ...head, stages: Object.fromEntries(stages) } })
  }

  function note(name: string): void {
    if (listeners.size > 0 || byStage.has(name)) changed.add(name)
  }

  function wantFrame(): void {
    if (isFrameWanted) return
    isFrameWanted = true
    frames.next(flush)
  }

  return {
    ...store,
    live: {
      face: (name) => ahead.get(name) ?? stages.get(name),
      gates: () => head.gates,
      onStage(name, hear) {
        const own = byStage.get(name) ?? new Set()
        byStage.set(name, own.add(hear))
        seeOthers()
        return () => {
          if (own.delete(hear) && own.size === 0) byStage.delete(name)
          seeOthers()
        }
      },
      onChange(hear) {
        listeners.add(hear)
        seeOthers()
        return () => {
          listeners.delete(hear)
          seeOthers()
        }
      },
    },
    onSeen(hear) {
      hearSeen = hear
      seeOthers()
      return () => {
        hearSeen = undefined
      }
    },
    take(patch) {
      head = withChanges(head, patch.run)
      for (const [name, changes] of Object.entries(patch.stages)) {
        ahead.delete(name)
        stages.set(name, patchedStage(stages.get(name), changes))
        note(name)
      }
      // A gate shows on the cards that it holds back.
      if (patch.run.gates !== undefined) for (const name of stages.keys()) note(name)
      if (changed.size > 0 || store.getState().run.sequence !== head.sequence) wantFrame()
    },
    takeAhead(faces) {
      for (const face of faces) {
        ahead.set(face.stage, face)
        note(face.stage)
      }
      // The changed cards may be out of view by now, and an empty frame costs time too.
      if (changed.size > 0) wantFrame()
    },
  }
}
