import { cardHeight, portHeight, rowPitch } from './board-measures.ts'
import { bundleRoutes, type DrawnRoutes } from './bundle-routes.ts'
import type { LayoutBox, LayoutRoute } from './layout-model.ts'
import { at, type LineGraph } from './line-graph.ts'
import type { Places } from './places.ts'

const bus = 10
// Each kind of vertical run has its own distance from the cards, so that lines do not overlap: leaving (out) and entering (into); `express` is the
// height, within the gap between rows, of a link that passes a lane.
const orderTurn = { out: bus, into: 13, express: 0.62 }
const valueTurn = { out: 21, into: 18, express: 0.78 }
// Value links inside a lane stay within its borders.
const innerTurn = { out: 14, into: 9 }
// A longer straight run would pass behind a card and seem to lead there.
const straight = 120

/** Heights at which links leave and enter a card, from its top. */
export function socketHeights(trays: boolean): { readonly order: number; readonly value: (index: number) => number } {
  return trays
    ? { order: cardHeight / 2, value: (index) => cardHeight + 11 + index * portHeight }
    : { order: 20, value: () => 46 }
}

/** Routes all links at right angles: order links from right to left side, or into the top centre of a card below; values from port to port. */
export function routeLinks(graph: LineGraph, places: Places): LayoutRoute[] {
  const drawn: DrawnRoutes = { routes: [], sources: [], targets: [] }
  routeOrder(graph, places, drawn)
  routeValues(graph, places, drawn)
  return bundleRoutes(drawn)
}

function routeOrder(graph: LineGraph, { cards, gates }: Places, { routes, sources, targets }: DrawnRoutes): void {
  const { input, count, holds, afterStart, after } = graph
  const { order } = socketHeights(input.trays)
  const pitch = rowPitch(input)
  const gateIds = gates.map((gate) => `gate:${gate.id}`)
  const gateOf = new Int32Array(count).fill(-1)
  const byName = new Map(gates.map((gate, index) => [gate.id, index]))
  for (const [index, { name }] of input.gates.entries()) {
    const gate = byName.get(name)
    if (gate !== undefined) for (const stage of holds[index] ?? []) gateOf[stage] = gate
  }
  function add(source: string, target: string, points: number[], from: number, to: number): void {
    routes.push({ id: `order:${source}>${target}`, kind: 'order', source, target, points })
    sources.push(from)
    targets.push(to)
  }
  // The last stage that each source was linked to, so that duplicate links are drawn once.
  const leads = new Int32Array(count).fill(-1)
  const leadsToGate = new Set<number>()
  for (let stage = 0; stage < count; stage++) {
    const target = cards[stage]
    if (target === undefined) continue
    const held = at(gateOf, stage)
    const gate = gates[held]
    const gateId = gateIds[held] ?? ''
    if (gate !== undefined) add(gateId, target.id, fromGate(gate, target, order, pitch), count + held, stage)
    for (let link = at(afterStart, stage); link < at(afterStart, stage + 1); link++) {
      const before = at(after, link)
      const source = cards[before]
      if (source === undefined || leads[before] === stage) continue
      leads[before] = stage
      if (gate === undefined) add(source.id, target.id, orderPoints(source, target, order, pitch), before, stage)
      else if (!leadsToGate.has(held * count + before)) {
        leadsToGate.add(held * count + before)
        add(source.id, gateId, toGate(source, gate, order, pitch), before, count + held)
      }
    }
  }
}

function routeValues(
  { input, count, valueFrom, valueTo }: LineGraph,
  { cards, gates, terminals }: Places,
  { routes, sources, targets }: DrawnRoutes,
): void {
  const { value } = socketHeights(input.trays)
  const pitch = rowPitch(input)
  for (let link = 0; link < input.values.length; link++) {
    const [first, last] = [at(valueFrom, link), at(valueTo, link)]
    const source = first < count ? cards[first] : terminals[first - count]
    const target = last < count ? cards[last] : terminals[last - count]
    const ends = input.values[link]
    if (source === undefined || target === undefined || ends === undefined) continue
    const { from, to } = ends
    const label = 'stage' in from ? from.result : from.input
    const name = 'stage' in to ? `${to.stage}.${to.param}` : to.result
    const startY =
      'stage' in from
        ? source.y + value(Math.max(0, input.stages[first]?.outputs.indexOf(label) ?? 0))
        : source.y + source.height / 2
    const endY =
      'stage' in to
        ? target.y + value(Math.max(0, input.stages[last]?.inputs.indexOf(to.param) ?? 0))
        : target.y + target.height / 2
    routes.push({
      id: `data:${source.id}.${label}>${name}`,
      kind: 'data',
      source: source.id,
      target: target.id,
      label,
      points: valuePoints(source.x + source.width, startY, target.x, endY, source.y, pitch),
    })
    sources.push(first < count ? first : first + gates.length)
    targets.push(last < count ? last : last + gates.length)
  }
}

function orderPoints(source: LayoutBox, target: LayoutBox, height: number, pitch: number): number[] {
  const [startX, startY] = [source.x + source.width, source.y + height]
  const [endX, endY] = [target.x, target.y + height]
  if (endX >= startX + bus) return betweenLanes(startX, startY, endX, endY, source.y, pitch, orderTurn)
  // In the same lane: down the bus to the right of the cards, then into the top of the target.
  const top = target.y - 20
  const centre = target.x + target.width / 2
  return [startX, startY, startX + bus, startY, startX + bus, top, centre, top, centre, target.y]
}

/** Straight if possible; if a lane lies between, through the gap between rows and along the bus before the target. */
function betweenLanes(
  startX: number,
  startY: number,
  endX: number,
  endY: number,
  sourceTop: number,
  pitch: number,
  by: typeof orderTurn,
): number[] {
  const turn = endX - by.into
  const skipsLane = turn - startX > straight
  if (!skipsLane)
    return startY === endY ? [startX, startY, endX, endY] : [startX, startY, turn, startY, turn, endY, endX, endY]
  const express = gapBelow(sourceTop, pitch, by)
  const out = startX + by.out
  return [startX, startY, out, startY, out, express, turn, express, turn, endY, endX, endY]
}

function valuePoints(
  startX: number,
  startY: number,
  endX: number,
  endY: number,
  sourceTop: number,
  pitch: number,
): number[] {
  if (endX > startX) return betweenLanes(startX, startY, endX, endY, sourceTop, pitch, valueTurn)
  // Inside a lane: through the gap above the receiving card, never across a card.
  const below = endY > startY ? sourceTop + pitch - 14 : endY + 14
  const [out, into] = [startX + innerTurn.out, endX - innerTurn.into]
  return [startX, startY, out, startY, out, below, into, below, into, endY, endX, endY]
}

function toGate(source: LayoutBox, gate: LayoutBox, height: number, pitch: number): number[] {
  const [startX, startY] = [source.x + source.width, source.y + height]
  const centre = gate.x + gate.width / 2
  const enterFrom = (y: number): number => (y > gate.y + gate.height / 2 ? gate.y + gate.height : gate.y)
  if (centre >= startX && centre - startX <= straight)
    return [startX, startY, centre, startY, centre, enterFrom(startY)]
  // The gate is left of the source's edge, or cards lie between: through the gap below the card, without crossing any.
  const [out, below] = [startX + orderTurn.out, gapBelow(source.y, pitch, orderTurn)]
  return [startX, startY, out, startY, out, below, centre, below, centre, enterFrom(below)]
}

/** Height of passing links in the gap below a row. */
function gapBelow(top: number, pitch: number, by: typeof orderTurn): number {
  return top + cardHeight + Math.round((pitch - cardHeight) * by.express)
}

function fromGate(gate: LayoutBox, target: LayoutBox, height: number, pitch: number): number[] {
  const centre = gate.x + gate.width / 2
  const endY = target.y + height
  const leaveTo = (y: number): number => (y < gate.y + gate.height / 2 ? gate.y : gate.y + gate.height)
  if (target.x - centre <= straight) return [centre, leaveTo(endY), centre, endY, target.x, endY]
  const [above, into] = [gapBelow(target.y - pitch, pitch, orderTurn), target.x - orderTurn.into]
  return [centre, leaveTo(above), centre, above, into, above, into, endY, target.x, endY]
}
