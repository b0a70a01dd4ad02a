import type { Point } from './board-model.ts'

/** The part of an element that is moved. */
export interface Movable {
  readonly isConnected: boolean
  readonly style: { transform: string }
}

/** Cards that the pointer carries: their elements are moved themselves, and nothing else of the board renders meanwhile. */
export interface CarriedCards {
  readonly carry: (places: Readonly<Record<string, Point>>) => void
  /** Forgets what was carried; it stays where it is until it renders again. */
  readonly drop: () => void
  /** Puts back what was carried. */
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
        // As the library writes it, so that it has nothing to change when it draws the card there.
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
