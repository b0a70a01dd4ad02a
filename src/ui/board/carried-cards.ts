import type { Point } from './board-model.ts'

/** The part of an element that dragging needs. */
export interface Movable {
  readonly isConnected: boolean
  readonly style: { transform: string }
}

/** Moves the elements of dragged cards directly, so that nothing on the board rerenders. */
export interface CarriedCards {
  readonly carry: (places: Readonly<Record<string, Point>>) => void
  /** Ends the drag; the elements stay until they rerender. */
  readonly drop: () => void
  /** Returns the cards to where they were. */
  readonly putBack: () => void
}

export function createCarriedCards(find: (id: string) => Movable | undefined): CarriedCards {
  const carried = new Map<string, { readonly element: Movable; readonly before: string }>()
  function elementOf(id: string): Movable | undefined {
    const known = carried.get(id)
    if (known?.element.isConnected === true) return known.element
    const element = find(id)
    if (element !== undefined) carried.set(id, { element, before: known?.before ?? element.style.transform })
    return element
  }
  return {
    carry(places) {
      for (const [id, { x, y }] of Object.entries(places)) {
        const element = elementOf(id)
        // In React Flow's own notation, so that it changes nothing when it draws the card here.
        if (element !== undefined) element.style.transform = `translate(${String(x)}px,${String(y)}px)`
      }
    },
    drop: () => carried.clear(),
    putBack() {
      for (const { element, before } of carried.values()) element.style.transform = before
      carried.clear()
    },
  }
}
