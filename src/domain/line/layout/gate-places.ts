import { at, type LineGraph } from './line-graph.ts'
import type { LayoutBox } from './layout-model.ts'
import { cardHeight, laneLeft } from './board-measures.ts'

const gate = { width: 44, height: 50 }

/** A gate stands on the left border of the lane that it opens, between what comes before and what it holds. */
export function gatePlaces({ input, indexOf, afterStart, after }: LineGraph, cards: readonly LayoutBox[]): LayoutBox[] {
  const taken: LayoutBox[] = []
  for (const { name, holds } of input.gates) {
    let [left, lowestHeld, highestBefore] = [Infinity, -Infinity, Infinity]
    for (const held of holds) {
      const stage = indexOf.get(held)
      const card = stage === undefined ? undefined : cards[stage]
      if (stage === undefined || card === undefined) continue
      left = Math.min(left, card.x)
      lowestHeld = Math.max(lowestHeld, card.y + cardHeight)
      for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++)
        highestBefore = Math.min(highestBefore, cards[at(after, link)]?.y ?? Infinity)
    }
    if (left === Infinity) continue
    const isBelow = highestBefore !== Infinity && highestBefore > lowestHeld
    // What comes before may stand far below: the hexagon still stays in the gap under what it holds.
    const middle = isBelow ? Math.min(Math.round((lowestHeld + highestBefore) / 2), lowestHeld + 64) : lowestHeld + 40
    const border = left - laneLeft
    let y = middle - gate.height / 2
    while (taken.some((other) => Math.abs(other.x - border) < 80 && Math.abs(other.y - y) < gate.height))
      y += gate.height + 12
    taken.push({ id: name, x: border - gate.width / 2, y, ...gate })
  }
  return taken
}
