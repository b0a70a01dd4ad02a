import { cardHeight, cardWidth, laneHead, laneLeft, rowPitch, trayHeight } from './board-measures.ts'
import { gatePlaces, gateRooms } from './gate-places.ts'
import { at, type LineGraph } from './line-graph.ts'
import type { LayoutBox, LineLayout } from './layout-model.ts'
import type { Slots } from './slots.ts'
import { terminalPlaces } from './terminal-places.ts'

const laneFoot = 24
const laneGap = 8
const firstLaneLeft = 12
const laneRight = 17
const columnGap = 28

export type Places = Omit<LineLayout, 'routes'>

/** Converts slots into pixel positions of cards, lanes, gates and terminals. */
export function placeSlots(graph: LineGraph, slots: Slots): Places {
  const { input } = graph
  const pitch = rowPitch(input)
  const across = cardWidth(input)
  const rooms = gateRooms(graph, slots)
  const topOf = (line: number): number => laneHead + at(rooms, line) + line * pitch
  const height = topOf(slots.lines) - (pitch - cardHeight) + (input.trays ? trayHeight : 0) + laneFoot
  const lefts: number[] = []
  const lanes: LayoutBox[] = []
  let x = 0
  for (const [index, id] of graph.lanes.entries()) {
    const left = index === 0 && !slots.isRoomy ? firstLaneLeft : laneLeft
    const columns = at(slots.columns, index)
    const width = left + laneRight + columns * across + (columns - 1) * columnGap
    lefts.push(x + left)
    lanes.push({ id, x, y: 0, width, height })
    x += width + laneGap
  }
  const cards = input.stages.map(({ name }, stage): LayoutBox => {
    const own = input.positions[name]
    if (own !== undefined) return { id: name, x: own.x, y: own.y, width: across, height: cardHeight }
    return {
      id: name,
      x: (lefts[at(graph.lane, stage)] ?? 0) + at(slots.column, stage) * (across + columnGap),
      y: topOf(at(slots.line, stage)),
      width: across,
      height: cardHeight,
    }
  })
  return {
    lanes,
    cards,
    gates: gatePlaces(graph, cards),
    terminals: terminalPlaces(graph, cards, x - laneGap),
  }
}
