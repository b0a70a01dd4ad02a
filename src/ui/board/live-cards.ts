import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react'
import type { State } from '../state-mark.tsx'

/** What changes on a card many times a second. The same object as long as nothing does. */
export interface LiveCard {
  readonly state: State
  readonly trailing?: ReactNode
}

/** States of cards apart from the picture: only the card that changes renders again, and the board not at all. */
export interface LiveCards {
  readonly of: (id: string) => LiveCard | undefined
  /** Hears when one card changes. */
  readonly onCard: (id: string, hear: () => void) => () => void
  /** Hears which cards have changed, once per frame. */
  readonly onCards: (hear: (ids: ReadonlySet<string>) => void) => () => void
}

const nothing = (): undefined => undefined

/** A board whose picture says everything. */
export const noLiveCards: LiveCards = { of: nothing, onCard: () => nothing, onCards: () => nothing }

const LiveContext = createContext<LiveCards>(noLiveCards)
export const LiveCardsProvider = LiveContext.Provider

export function useLiveCards(): LiveCards {
  return useContext(LiveContext)
}

/** What a card shows that the picture does not say. */
export function useLiveCard(id: string): LiveCard | undefined {
  const cards = useContext(LiveContext)
  const subscribe = useCallback((hear: () => void) => cards.onCard(id, hear), [cards, id])
  return useSyncExternalStore(subscribe, () => cards.of(id))
}
