import type { ReactNode } from 'react'
import type { LiveCard, LiveCards } from '#ui/board/live-cards.ts'
import type { State } from '#ui/state-mark.tsx'
import type { LiveStages } from '../live/run-store.ts'
import type { StageFace } from '../live/run-worker-messages.ts'
import { stageMark } from '../run-words.ts'

export interface StageCards extends LiveCards {
  readonly markOf: (stage: string) => State
}

export interface StageWords {
  /** The gates that hold a stage back. */
  readonly gatesOf: (stage: string) => readonly string[]
  /** What follows the second row of its card. */
  readonly trailingOf: (stage: string, face: StageFace | undefined, mark: State) => ReactNode
}

interface Known {
  readonly face: StageFace | undefined
  readonly card: LiveCard
}

/** The cards of a run's stages in the current frame. */
export function createLiveCards(live: LiveStages, { gatesOf, trailingOf }: StageWords): StageCards {
  const known = new Map<string, Known>()

  function markOf(id: string): State {
    const stage = live.face(id)
    return stage === undefined ? 'notStarted' : stageMark(live.gates(), stage, gatesOf(id))
  }

  function of(id: string): LiveCard {
    const [face, state, before] = [live.face(id), markOf(id), known.get(id)]
    if (before?.card.state === state && looksSame(before.face, face)) return before.card
    const card = { state, trailing: trailingOf(id, face, state) }
    known.set(id, { face, card })
    return card
  }

  return { of, markOf, onCard: live.onStage, onCards: live.onChange }
}

function looksSame(a: StageFace | undefined, b: StageFace | undefined): boolean {
  return a === b || (a?.state === b?.state && a?.startedAt === b?.startedAt && a?.endedAt === b?.endedAt)
}
