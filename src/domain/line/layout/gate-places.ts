import { at, type LineGraph } from './line-graph.ts'
import type { LayoutBox, LayoutInput } from './layout-model.ts'
import { cardHeight, laneLeft, portHeight, trayHeight } from './board-measures.ts'
import type { Slots } from './slots.ts'

const gate = { width: 44, height: 50 }
/** A gate's two lines of words are above the cards, beside the hexagon. */
const wordsHeight = 40
/** Distance between gates one below the other. */
const gatePitch = 62
/** Distance from a card to a gate below it; keeps the card's sockets free. */
const belowCard = 28
/** A gate that would move further down than this past cards stays put; otherwise the stages it holds would be out of sight. */
const furthest = 400

/** Room for gates above each line of cards and below the last, enough to stack all gates that open the same lane at the same line. */
export function gateRooms(graph: LineGraph, { line, lines, column }: Slots): Int32Array {
  const { holds, lane, lanes, afterStart, after } = graph
  const counts = new Map<number, number>()
  const above = new Int32Array(lines + 1)
  for (const held of holds) {
    let [first, lowest, isInColumn] = [lanes.length, -1, true]
    for (const stage of held) {
      first = Math.min(first, at(lane, stage))
      lowest = Math.max(lowest, at(line, stage))
      if (afterStart[stage] === afterStart[stage + 1]) isInColumn = false
      for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++) {
        const before = at(after, link)
        isInColumn &&= lane[before] === lane[stage] && column[before] === column[stage]
      }
    }
    // A gate between stages of one column fits into the normal gap above the stages it holds.
    if (lowest < 0 || isInColumn) continue
    const key = lowest * lanes.length + first
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    above[lowest + 1] = Math.max(at(above, lowest + 1), 44 + (count - 1) * gatePitch)
  }
  for (let index = 1; index <= lines; index++) above[index] = at(above, index) + at(above, index - 1)
  return above
}

/** Places each gate on the left border of the lane it opens, between the predecessors and the stages it holds. */
export function gatePlaces({ input, holds, afterStart, after }: LineGraph, cards: readonly LayoutBox[]): LayoutBox[] {
  const taken: LayoutBox[] = []
  for (const [index, { name }] of input.gates.entries()) {
    let [left, highestHeld, lowestHeld] = [Infinity, Infinity, -Infinity]
    let [highestBefore, lowestBefore, leftBefore, rightBefore] = [Infinity, -Infinity, Infinity, -Infinity]
    for (const stage of holds[index] ?? []) {
      const card = cards[stage]
      if (card === undefined) continue
      left = Math.min(left, card.x)
      highestHeld = Math.min(highestHeld, card.y)
      lowestHeld = Math.max(lowestHeld, card.y + cardHeight + moreSockets(input, stage))
      for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++) {
        const one = cards[at(after, link)]
        if (one === undefined) continue
        highestBefore = Math.min(highestBefore, one.y)
        lowestBefore = Math.max(lowestBefore, one.y + cardHeight)
        leftBefore = Math.min(leftBefore, one.x)
        rightBefore = Math.max(rightBefore, one.x)
      }
    }
    if (left === Infinity) continue
    const border = left - laneLeft
    const x = border - gate.width / 2
    const beside = cards.filter((card) => card.x < left + card.width && card.x + card.width > x)
    const isBelow = highestBefore !== Infinity && highestBefore > lowestHeld
    // Predecessors may be far below; the hexagon still stays in the gap under the stages it holds.
    const middle = isBelow
      ? Math.min(Math.round((lowestHeld + highestBefore) / 2), lowestHeld + 64)
      : lowestHeld + belowCard + gate.height / 2
    const isInColumn = leftBefore === left && rightBefore === left
    const above = isInColumn ? gapBetween(lowestBefore + (input.trays ? trayHeight : 0), highestHeld) : undefined
    const wanted = (above ?? middleOfGap(lowestHeld, middle, beside)) - gate.height / 2
    // If cards leave no room nearby, gates may cover cards, but not each other.
    const y = freeBelow(wanted, beside, taken, x, furthest) ?? freeBelow(wanted, [], taken, x, Infinity) ?? wanted
    taken.push({ id: name, x, y, ...gate })
  }
  return taken
}

/** How far a card's further sockets extend below the first row. */
function moreSockets({ trays, stages }: LayoutInput, stage: number): number {
  const { inputs = [], outputs = [] } = stages[stage] ?? {}
  return trays ? Math.max(0, Math.max(inputs.length, outputs.length) - 1) * portHeight : 0
}

/** The middle of the gap between a predecessor above in the same column and the held stage, if the gate's words fit. */
function gapBetween(top: number, bottom: number): number | undefined {
  return bottom - top >= wordsHeight ? Math.min(Math.round((top + bottom) / 2), bottom - gate.height / 2) : undefined
}

/** If a gate would reach into the next card below, the middle of the gap above that card, if the gate fits. */
function middleOfGap(top: number, middle: number, cards: readonly LayoutBox[]): number {
  const bottom = cards.reduce((nearest, { y }) => (y >= top ? Math.min(nearest, y) : nearest), Infinity)
  const reachesInto = middle + gate.height / 2 > bottom
  return reachesInto && bottom - top >= gate.height ? Math.round((top + bottom) / 2) : middle
}

/**
 * The first height from `wanted` downwards where a gate covers neither cards nor gates, if it is at most `far` below. The gate's words are above the
 * lane's first column.
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
