import { keptSlots } from './kept-slots.ts'
import type { LayoutInput, LineLayout } from './layout-model.ts'
import { type LineGraph, lineGraphOf } from './line-graph.ts'
import { placeSlots } from './places.ts'
import { routeLinks } from './routes.ts'
import { freshSlots, type Slots } from './slots.ts'

/** A layout with what the next one needs to leave cards where they are. */
export interface StandingLayout {
  readonly layout: LineLayout
  readonly graph: LineGraph
  readonly slots: Slots
}

/**
 * Lays a line out: lanes are columns, applications are rows, flow runs down inside a lane and right between lanes; cost is linear in stages
 * and links. The same input gives the same picture.
 */
export function layoutLine(input: LayoutInput): LineLayout {
  return layoutNext(input, undefined).layout
}

/** Lays an edited line out so that what the edit did not touch stays where it was, wherever a fresh layout would move more than a few cards. */
export function layoutNext(input: LayoutInput, before: StandingLayout | undefined): StandingLayout {
  const graph = lineGraphOf(input)
  const fresh = freshSlots(graph)
  const slots = (before === undefined ? undefined : keptSlots(graph, fresh, before.graph, before.slots)) ?? fresh
  const places = placeSlots(graph, slots)
  return { layout: { ...places, routes: routeLinks(graph, places) }, graph, slots }
}
