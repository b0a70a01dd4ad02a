import { useStore } from '@xyflow/react'
import { useMemo } from 'react'
import type { BoardPicture, BoardLink, Box } from './board-model.ts'
import { cardIndex, linksWithin } from './board-indexes.ts'
import type { View } from './use-each-view.ts'

// Smaller boards are rendered as a whole.
const leastCards = 150

/**
 * Pixels at zoom 1. The view is rounded outwards to tiles, so that panning changes the rendered part only now and then.
 * Tiles for cards are larger: React Flow picks the visible ones among them, and each change of the set rerenders the
 * whole board.
 */
export const tiles = { links: 480, cards: 1440 } as const

/** The visible part of a large board, and a bit more; undefined for a small one, which is rendered as a whole. */
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
  // Tiles double as the view shows more. If they grew continuously, each frame of a zoom would have different ones.
  const step = tile * 2 ** Math.floor(Math.log2(Math.max(1, 1 / zoom)))
  const left = Math.floor(-x / zoom / step) - 0.5
  const top = Math.floor(-y / zoom / step) - 0.5
  // The same size at every position, so that what enters at one side and what leaves at the other change together.
  const [across, down] = [width, height].map((length) => Math.ceil(length / zoom / step) + 2)
  return [left, top, across ?? 0, down ?? 0].map((edge) => edge * step)
}

/** Ids of the cards in an area; undefined for all. */
export function useVisibleCards(cards: BoardPicture['cards'], area: Box | undefined): ReadonlySet<string> | undefined {
  const isLarge = area !== undefined
  const index = useMemo(() => (isLarge ? cardIndex(cards) : undefined), [cards, isLarge])
  return useMemo(
    () => (area === undefined || index === undefined ? undefined : new Set(index.within(area).map((card) => card.id))),
    [index, area],
  )
}

/** The links in an area, by their bounds. */
export function useVisibleLinks(links: readonly BoardLink[], area: Box | undefined): readonly BoardLink[] {
  return useMemo(() => (area === undefined ? links : linksWithin(links, area)), [links, area])
}
