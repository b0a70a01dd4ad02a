import { useStore } from '@xyflow/react'
import { useMemo } from 'react'
import type { BoardPicture, BoardLink, Box } from './board-model.ts'
import { cardIndex, linksWithin } from './board-indexes.ts'
import type { View } from './use-each-view.ts'

// A board with fewer cards is handed over as a whole.
const leastCards = 150

/**
 * In pixels at zoom 1: the view is rounded outwards to tiles, so that panning changes what is handed over now and then and not in every frame.
 * Links are mounted by them. Of cards the library mounts what is in view, and each change of what it may choose from renders the whole board.
 */
export const tiles = { links: 480, cards: 1440 } as const

/** What is in view of a large board, and a little around it; undefined for a small one, of which everything counts as in view. */
export function useVisibleArea(cards: number, tile: number): Box | undefined {
  const key = useStore((view) => (cards <= leastCards ? '' : edgesAround(view, tile).join(' ')))
  return useMemo(() => {
    if (key === '') return undefined
    const [x = 0, y = 0, width = 0, height = 0] = key.split(' ').map(Number)
    return { x, y, width, height }
  }, [key])
}

/** Left, top, width and height of the area around a view. */
export function edgesAround({ transform: [x, y, zoom], width, height }: View, tile: number): readonly number[] {
  // Where the view shows more, tiles double: if they grew with it, each frame of a moving zoom would have others.
  const step = tile * 2 ** Math.floor(Math.log2(Math.max(1, 1 / zoom)))
  const left = Math.floor(-x / zoom / step) - 0.5
  const top = Math.floor(-y / zoom / step) - 0.5
  // As large wherever the view stands: what comes in at one side and what goes at the other do so together.
  const [across, down] = [width, height].map((length) => Math.ceil(length / zoom / step) + 2)
  return [left, top, across ?? 0, down ?? 0].map((edge) => edge * step)
}

/** Ids of the cards in an area; undefined where all are. */
export function useVisibleCards(cards: BoardPicture['cards'], area: Box | undefined): ReadonlySet<string> | undefined {
  const isLarge = area !== undefined
  const index = useMemo(() => (isLarge ? cardIndex(cards) : undefined), [cards, isLarge])
  return useMemo(
    () => (area === undefined || index === undefined ? undefined : new Set(index.within(area).map((card) => card.id))),
    [index, area],
  )
}

/** The links in an area, by the room that their lines take. */
export function useVisibleLinks(links: readonly BoardLink[], area: Box | undefined): readonly BoardLink[] {
  return useMemo(() => (area === undefined ? links : linksWithin(links, area)), [links, area])
}
