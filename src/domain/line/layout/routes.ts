import type { LayoutBox, LayoutInput, LayoutRoute, LineLayout } from './layout-model.ts'
import { bundleRoutes } from './bundle-routes.ts'
import { cardHeight, rowPitch } from './places.ts'

type Places = Omit<LineLayout, 'routes'>
interface Point {
  readonly x: number
  readonly y: number
}

const bus = 10
// Each kind of vertical run has its own distance from the cards, so that no line lies on another: leaving (out) and entering (into).
const orderTurn = { out: bus, into: 13 }
const valueTurn = { out: 21, into: 18 }
// Inside a lane values stay inside its borders.
const innerTurn = { out: 14, into: 9 }
const portHeight = 16

/** Where links leave and enter a card, measured from its top. */
export function socketHeights(trays: boolean): { readonly order: number; readonly value: (index: number) => number } {
  return trays
    ? { order: cardHeight / 2, value: (index) => cardHeight + 11 + index * portHeight }
    : { order: 20, value: () => 46 }
}

/** Routes all links with right angles: order links from right to left, into a card below at its top centre; values from port to port. */
export function routeLinks(input: LayoutInput, places: Places): LayoutRoute[] {
  const cards = new Map(places.cards.map((card) => [card.id, card]))
  const gates = new Map(places.gates.map((gate) => [gate.id, gate]))
  const terminals = new Map(places.terminals.map((terminal) => [terminal.id, terminal]))
  const heights = socketHeights(input.trays)
  const stages = new Map(input.stages.map((stage) => [stage.name, stage]))
  const gateOf = new Map(input.gates.flatMap(({ name, holds }) => holds.map((stage) => [stage, name] as const)))
  const routes = new Map<string, LayoutRoute>()
  const add = (route: LayoutRoute): void => void routes.set(route.id, route)

  for (const stage of input.stages) {
    const target = cards.get(stage.name)
    if (target === undefined) continue
    const gateName = gateOf.get(stage.name)
    const gate = gateName === undefined ? undefined : gates.get(gateName)
    if (gate !== undefined && gateName !== undefined) {
      const id = `gate:${gateName}`
      add({
        id: `order:${id}>${stage.name}`,
        kind: 'order',
        source: id,
        target: stage.name,
        points: fromGate(gate, target, heights.order),
      })
      for (const name of stage.after) {
        const source = cards.get(name)
        if (source !== undefined)
          add({
            id: `order:${name}>${id}`,
            kind: 'order',
            source: name,
            target: id,
            points: toGate(source, gate, heights.order),
          })
      }
      continue
    }
    for (const name of stage.after) {
      const source = cards.get(name)
      if (source === undefined) continue
      add({
        id: `order:${name}>${stage.name}`,
        kind: 'order',
        source: name,
        target: stage.name,
        points: orderPoints(source, target, heights.order, rowPitch(input)),
      })
    }
  }

  for (const { from, to } of input.values) {
    const source = 'stage' in from ? cards.get(from.stage) : terminals.get(`input:${from.input}`)
    const target = 'stage' in to ? cards.get(to.stage) : terminals.get(`result:${to.result}`)
    if (source === undefined || target === undefined) continue
    const label = 'stage' in from ? from.result : from.input
    const start = {
      x: source.x + source.width,
      y:
        'stage' in from
          ? source.y + heights.value(Math.max(0, stages.get(from.stage)?.outputs.indexOf(from.result) ?? 0))
          : source.y + source.height / 2,
    }
    const end = {
      x: target.x,
      y:
        'stage' in to
          ? target.y + heights.value(Math.max(0, stages.get(to.stage)?.inputs.indexOf(to.param) ?? 0))
          : target.y + target.height / 2,
    }
    const targetName = 'stage' in to ? `${to.stage}.${to.param}` : to.result
    add({
      id: `data:${source.id}.${label}>${targetName}`,
      kind: 'data',
      source: source.id,
      target: target.id,
      label,
      points: valuePoints(start, end, source, rowPitch(input)),
    })
  }
  return bundleRoutes([...routes.values()])
}

function orderPoints(source: LayoutBox, target: LayoutBox, height: number, pitch: number): Point[] {
  const start = { x: source.x + source.width, y: source.y + height }
  const end = { x: target.x, y: target.y + height }
  if (target.x < start.x + bus) {
    // In the same lane: down the bus at the right of the cards, into the top of the joined card.
    const top = target.y - 20
    const centre = target.x + target.width / 2
    return [
      start,
      { x: start.x + bus, y: start.y },
      { x: start.x + bus, y: top },
      { x: centre, y: top },
      { x: centre, y: target.y },
    ]
  }
  return betweenLanes(start, end, source, pitch)
}

/** Straight where it can be; else along the bus before the target, and through the gap between rows where a lane lies between. */
function betweenLanes(start: Point, end: Point, source: LayoutBox, pitch: number, by = orderTurn): Point[] {
  const turn = end.x - by.into
  const skipsLane = turn - start.x > 120
  if (!skipsLane) return start.y === end.y ? [start, end] : [start, { x: turn, y: start.y }, { x: turn, y: end.y }, end]
  const express = source.y + cardHeight + (pitch - cardHeight) * (by === orderTurn ? 0.62 : 0.78)
  return [
    start,
    { x: start.x + by.out, y: start.y },
    { x: start.x + by.out, y: express },
    { x: turn, y: express },
    { x: turn, y: end.y },
    end,
  ]
}

function valuePoints(start: Point, end: Point, source: LayoutBox, pitch: number): Point[] {
  if (end.x > start.x) return betweenLanes(start, end, source, pitch, valueTurn)
  // Inside a lane: through the gap above the card that takes the value, never across a card.
  const below = end.y > start.y ? source.y + pitch - 14 : end.y + 14
  return [
    start,
    { x: start.x + innerTurn.out, y: start.y },
    { x: start.x + innerTurn.out, y: below },
    { x: end.x - innerTurn.into, y: below },
    { x: end.x - innerTurn.into, y: end.y },
    end,
  ]
}

function toGate(source: LayoutBox, gate: LayoutBox, height: number): Point[] {
  const start = { x: source.x + source.width, y: source.y + height }
  const centre = gate.x + gate.width / 2
  const isBelow = start.y > gate.y + gate.height / 2
  return [start, { x: centre, y: start.y }, { x: centre, y: isBelow ? gate.y + gate.height : gate.y }]
}

function fromGate(gate: LayoutBox, target: LayoutBox, height: number): Point[] {
  const centre = gate.x + gate.width / 2
  const end = { x: target.x, y: target.y + height }
  const isAbove = end.y < gate.y + gate.height / 2
  return [{ x: centre, y: isAbove ? gate.y : gate.y + gate.height }, { x: centre, y: end.y }, end]
}
