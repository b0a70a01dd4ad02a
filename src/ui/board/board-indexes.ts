import type { BoardCard, BoardLink, BoardPicture, BoardStop, Box, Point } from './board-model.ts'
import { boundsOf, isNear } from './path.ts'
import { type SpatialIndex, spatialIndex, touches } from './spatial-index.ts'

// A picture's lists are immutable, so an index stays valid, and several layers share it.
const cards = new WeakMap<readonly BoardCard[], SpatialIndex<BoardCard>>()
type LinkRoom = Box & { readonly link: BoardLink }
const links = new WeakMap<readonly BoardLink[], readonly LinkRoom[]>()
// A link that an edit leaves alone stays the same object, with the same bounds.
const rooms = new WeakMap<BoardLink, LinkRoom>()
const stops = new WeakMap<BoardPicture, readonly BoardStop[]>()

/** Finds the cards of a picture by place. */
export function cardIndex(of: readonly BoardCard[]): SpatialIndex<BoardCard> {
  const known = cards.get(of)
  if (known !== undefined) return known
  const made = spatialIndex(of)
  cards.set(of, made)
  return made
}

/**
 * The links in an area, by their bounds. Searched one by one: long links cross so many cells that building an index for
 * each edit costs more than all searches until the next.
 */
export function linksWithin(of: readonly BoardLink[], area: Box): readonly BoardLink[] {
  const known = links.get(of) ?? of.map(roomOf)
  links.set(of, known)
  return known.flatMap((room) => (touches(room, area) ? room.link : []))
}

// Pixels of the board: links are thinner than what a hand can hit.
const reach = 7

/** The link at a point: the topmost one, and order rather than values. */
export function linkAt(of: readonly BoardLink[], place: Point): BoardLink | undefined {
  const { x, y } = place
  const near = linksWithin(of, { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }).filter(
    ({ points }) => isNear(points, place, reach),
  )
  return near.findLast(({ kind }) => kind === 'order') ?? near.at(-1)
}

function roomOf(link: BoardLink): LinkRoom {
  const known = rooms.get(link)
  if (known !== undefined) return known
  const made = { link, ...boundsOf(link.points) }
  rooms.set(link, made)
  return made
}

/**
 * The keyboard's stops on a board, from left to right. Computed when the focus moves, since most pictures are only
 * looked at.
 */
export function stopsOf(picture: BoardPicture): readonly BoardStop[] {
  const known = stops.get(picture)
  if (known !== undefined) return known
  const gates = picture.gates.map((gate) => ({ ...gate, id: `gate:${gate.id}` }))
  const made = [...picture.cards, ...gates].toSorted((a, b) => a.x - b.x || a.y - b.y)
  stops.set(picture, made)
  return made
}
