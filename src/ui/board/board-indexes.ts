import type { BoardCard, BoardLink, BoardPicture, BoardStop, Box, Point } from './board-model.ts'
import { boundsOf, isNear } from './path.ts'
import { type SpatialIndex, spatialIndex, touches } from './spatial-index.ts'

// The lists of a picture never change, so what was made of one stays true; several layers of the board ask for it.
const cards = new WeakMap<readonly BoardCard[], SpatialIndex<BoardCard>>()
type LinkRoom = Box & { readonly link: BoardLink }
const links = new WeakMap<readonly BoardLink[], readonly LinkRoom[]>()
// A link that an edit leaves alone stays the same object, and takes the same room.
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
 * The links of a picture in an area, by the room that their lines take. They are looked through one by one: long lines lie in so many cells
 * of an index that making one for each edit costs more than all questions until the next.
 */
export function linksWithin(of: readonly BoardLink[], area: Box): readonly BoardLink[] {
  const known = links.get(of) ?? of.map(roomOf)
  links.set(of, known)
  return known.flatMap((room) => (touches(room, area) ? room.link : []))
}

// In board pixels: a link is thinner than what a hand can aim at.
const reach = 7

/** The link that is meant at a place: the one drawn last, order over values. */
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

/** Where the keyboard goes on a board, from left to right. Asked for when it goes somewhere: a picture that is only looked at has no use for them. */
export function stopsOf(picture: BoardPicture): readonly BoardStop[] {
  const known = stops.get(picture)
  if (known !== undefined) return known
  const gates = picture.gates.map((gate) => ({ ...gate, id: `gate:${gate.id}` }))
  const made = [...picture.cards, ...gates].toSorted((a, b) => a.x - b.x || a.y - b.y)
  stops.set(picture, made)
  return made
}
