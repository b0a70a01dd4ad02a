import type { ReactNode } from 'react'
import { waitsForPerson } from '#domain/run/run-state.ts'
import type { LiveCard, LiveCards } from '#ui/board/live-cards.ts'
import { stageWord } from '../run-words.ts'
import type { LiveStages } from '../live/run-store.ts'
import type { StageFace } from '../live/run-worker-messages.ts'

interface Known {
  readonly stage: StageFace
  readonly card: LiveCard
}

/** The cards of a run's stages as they are in this frame. What waits is left to the picture, which knows what for. */
export function createLiveCards(live: LiveStages, trailingOf: (stage: StageFace) => ReactNode): LiveCards {
  const known = new Map<string, Known>()

  function of(id: string): LiveCard | undefined {
    const stage = live.face(id)
    if (stage === undefined || stage.state === 'waiting' || stage.state === 'pending') return undefined
    if ('taskRuns' in stage && waitsForPerson(stage)) return undefined
    const before = known.get(id)
    if (before !== undefined && looksSame(before.stage, stage)) return before.card
    const card = { state: stageWord(stage), trailing: trailingOf(stage) }
    known.set(id, { stage, card })
    return card
  }

  return { of, onCard: live.onStage, onCards: live.onChange }
}

function looksSame(a: StageFace, b: StageFace): boolean {
  return a === b || (a.state === b.state && a.startedAt === b.startedAt && a.endedAt === b.endedAt)
}
