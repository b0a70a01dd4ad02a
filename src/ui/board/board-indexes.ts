import type { BoardCard, BoardLink, Box } from './board-model.ts'
import { boundsOf } from './path.ts'
import { type SpatialIndex, spatialIndex } from './spatial-index.ts'

// The lists of a picture never change, so an index of one stays true; several layers of the board ask for it.
const cards = new WeakMap<readonly BoardCard[], SpatialIndex<BoardCard>>()
type LinkRoom = Box & { readonly link: BoardLink }
const links = new WeakMap<readonly BoardLink[], SpatialIndex<LinkRoom>>()
// A link that an edit leaves alone stays the same object, and takes the same room.
const rooms = new WeakMap<BoardLink, LinkRoom>()

/** Finds the cards of a picture by place. */
export function cardIndex(of: readonly BoardCard[]): SpatialIndex<BoardCard> {
  const known = cards.get(of)
  if (known !== undefined) return known
  const made = spatialIndex(of)
  cards.set(of, made)
  return made
}

/** Finds the links of a picture by the room that their lines take. */
export function linkIndex(of: readonly BoardLink[]): SpatialIndex<LinkRoom> {
  const known = links.get(of)
  if (known !== undefined) return known
  const made = spatialIndex(of.map(roomOf))
  links.set(of, made)
  return made
}

function roomOf(link: BoardLink): LinkRoom {
  const known = rooms.get(link)
  if (known !== undefined) return known
  const made = { link, ...boundsOf(link.points) }
  rooms.set(link, made)
  return made
}
