import type { LayoutInput } from './layout-model.ts'

export const cardHeight = 64

/** What hangs below a card with one row of sockets. */
export const trayHeight = 24

/** From one row of sockets to the next below it. */
export const portHeight = 16

/** From the top of a lane to its first card. */
export const laneHead = 52

/**
 * From the left of a lane to its first card. Between the cards of two lanes stand, from left to right: the bus of the order links, the
 * lane's border, the values' channel in the gap, the next border, and the turns of what enters (routes.ts).
 */
export const laneLeft = 24

/** Distance from one row of cards to the next. */
export function rowPitch({ trays }: Pick<LayoutInput, 'trays'>): number {
  return cardHeight + (trays ? 72 : 24)
}

/** Cards without a tray have the room for longer names. */
export function cardWidth({ trays }: Pick<LayoutInput, 'trays'>): number {
  return trays ? 168 : 208
}
