import { at, type LineGraph } from './line-graph.ts'
import type { LayoutBox } from './layout-model.ts'
import { cardHeight, laneLeft, trayHeight } from './board-measures.ts'

const gate = { width: 44, height: 50 }
/** Its two lines of words stand over cards; the hexagon is beside them. */
const wordsHeight = 40
/** From one gate to the next below it. */
const gatePitch = 62
/** Between a card and a gate below it, which leaves the card's sockets free. */
const belowCard = 28
/** A gate that would have to go further down than this, past other cards, stays where it is: what it holds would be out of sight. */
const furthest = 400

/** The room that gates want above the second level: as many stand below each other as open one lane. */
export function gateRoom({ holds, lane, lanes }: LineGraph): number {
  const inLane = new Int32Array(lanes.length)
  for (const held of holds) {
    if (held.length === 0) continue
    const first = held.reduce((lowest, stage) => Math.min(lowest, at(lane, stage)), lanes.length)
    inLane[first] = at(inLane, first) + 1
  }
  const most = inLane.reduce((a, b) => Math.max(a, b), 0)
  return most === 0 ? 0 : 44 + (most - 1) * gatePitch
}

/** A gate stands on the left border of the lane that it opens, between what comes before and what it holds. */
export function gatePlaces({ input, holds, afterStart, after }: LineGraph, cards: readonly LayoutBox[]): LayoutBox[] {
  const taken: LayoutBox[] = []
  for (const [index, { name }] of input.gates.entries()) {
    let [left, highestHeld, lowestHeld, highestBefore] = [Infinity, Infinity, -Infinity, Infinity]
    const before: LayoutBox[] = []
    for (const stage of holds[index] ?? []) {
      const card = cards[stage]
      if (card === undefined) continue
      left = Math.min(left, card.x)
      highestHeld = Math.min(highestHeld, card.y)
      lowestHeld = Math.max(lowestHeld, card.y + cardHeight)
      for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++) {
        const one = cards[at(after, link)]
        if (one === undefined) continue
        before.push(one)
        highestBefore = Math.min(highestBefore, one.y)
      }
    }
    if (left === Infinity) continue
    const border = left - laneLeft
    const x = border - gate.width / 2
    const beside = cards.filter((card) => card.x < left + card.width && card.x + card.width > x)
    const isBelow = highestBefore !== Infinity && highestBefore > lowestHeld
    // What comes before may stand far below: the hexagon still stays in the gap under what it holds.
    const middle = isBelow
      ? Math.min(Math.round((lowestHeld + highestBefore) / 2), lowestHeld + 64)
      : lowestHeld + belowCard + gate.height / 2
    const above = gapAbove(highestHeld, left, before, input.trays)
    const wanted = (above ?? middleOfGap(lowestHeld, middle, beside)) - gate.height / 2
    // Where other cards leave no room near, gates stand on them and still beside each other.
    const y = freeBelow(wanted, beside, taken, x, furthest) ?? freeBelow(wanted, [], taken, x, Infinity) ?? wanted
    taken.push({ id: name, x, y, ...gate })
  }
  return taken
}

/** Where all that comes before stands in the same column above: the middle of the gap between both, if the gate's words have room there. */
function gapAbove(top: number, left: number, before: readonly LayoutBox[], trays: boolean): number | undefined {
  if (before.length === 0 || before.some((card) => card.x !== left)) return undefined
  const bottom = Math.max(...before.map(({ y }) => y + cardHeight)) + (trays ? trayHeight : 0)
  return top - bottom >= wordsHeight ? Math.min(Math.round((bottom + top) / 2), top - gate.height / 2) : undefined
}

/** Where a gate would reach into the next card below: the middle of the gap above that card, if it has room there. */
function middleOfGap(top: number, middle: number, cards: readonly LayoutBox[]): number {
  const bottom = cards.reduce((nearest, { y }) => (y >= top ? Math.min(nearest, y) : nearest), Infinity)
  const reachesInto = middle + gate.height / 2 > bottom
  return reachesInto && bottom - top >= gate.height ? Math.round((top + bottom) / 2) : middle
}

/**
 * The first height from `wanted` on where a gate covers neither a card nor another gate, if there is one before it has gone down so `far`; its
 * words stand over the first column of the lane.
 */
function freeBelow(
  wanted: number,
  cards: readonly LayoutBox[],
  gates: readonly LayoutBox[],
  x: number,
  far: number,
): number | undefined {
  let y = wanted
  while (y - wanted <= far) {
    const covered = cards.find((card) => card.y < y + gate.height && card.y + card.height > y)
    const other = gates.find((one) => Math.abs(one.x - x) < 80 && Math.abs(one.y - y) < gate.height)
    if (covered !== undefined) y = covered.y + covered.height + belowCard
    else if (other !== undefined) y = other.y + gatePitch
    else return y
  }
  return undefined
}
