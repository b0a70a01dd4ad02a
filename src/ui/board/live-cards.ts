import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react'
import type { State } from '../state-mark.tsx'

/** The part of a card that changes many times a second; the same object as long as nothing changes. */
export interface LiveCard {
  readonly state: State
  readonly trailing?: ReactNode
}

/** States of cards, apart from the picture: only the changed card rerenders, never the board. */
export interface LiveCards {
  readonly of: (id: string) => LiveCard | undefined
  /** Calls back when one card changes. */
  readonly onCard: (id: string, hear: () => void) => () => void
  /** Calls back once per frame with the changed cards. */
  readonly onCards: (hear: (ids: ReadonlySet<string>) => void) => () => void
}

const nothing = (): undefined => undefined

/** For boards whose picture contains everything. */
export const noLiveCards: LiveCards = { of: nothing, onCard: () => nothing, onCards: () => nothing }

const LiveContext = createContext<LiveCards>(noLiveCards)
export const LiveCardsProvider = LiveContext.Provider

export function useLiveCards(): LiveCards {
  return useContext(LiveContext)
}

/** The live state of a card. */
export function useLiveCard(id: string): LiveCard | undefined {
  const cards = useContext(LiveContext)
  const subscribe = useCallback((hear: () => void) => cards.onCard(id, hear), [cards, id])
  return useSyncExternalStore(subscribe, () => cards.of(id))
}
