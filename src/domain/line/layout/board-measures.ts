import type { LayoutInput } from './layout-model.ts'

export const cardHeight = 64

/** Height of the tray below a card with one row of sockets. */
export const trayHeight = 24

/** Distance between rows of sockets. */
export const portHeight = 16

/** Distance from the top of a lane to its first card. */
export const laneHead = 52

/**
 * Distance from the left of a lane to its first card. The gap between the cards of two lanes holds, from left to right: the bus of the order links,
 * the lane's border, the values' channel, the next border, and the turns of entering links (routes.ts).
 */
export const laneLeft = 24

/** Distance between rows of cards. */
export function rowPitch({ trays }: Pick<LayoutInput, 'trays'>): number {
  return cardHeight + (trays ? 72 : 24)
}

/** Width of a card; without trays, cards have room for longer names. */
export function cardWidth({ trays }: Pick<LayoutInput, 'trays'>): number {
  return trays ? 168 : 208
}
