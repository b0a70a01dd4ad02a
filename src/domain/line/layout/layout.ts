import { keptSlots } from './kept-slots.ts'
import type { LayoutInput, LineLayout } from './layout-model.ts'
import { type LineGraph, lineGraphOf } from './line-graph.ts'
import { placeSlots } from './places.ts'
import { routeLinks } from './routes.ts'
import { freshSlots, type Slots } from './slots.ts'

/** A layout, with what the next one needs to keep cards in place. */
export interface StandingLayout {
  readonly layout: LineLayout
  readonly graph: LineGraph
  readonly slots: Slots
}

/**
 * Lays out a line: lanes are columns, applications are rows; flow runs down inside a lane and right between lanes. Cost is linear in stages and
 * links. The same input gives the same picture.
 */
export function layoutLine(input: LayoutInput): LineLayout {
  return layoutNext(input, undefined).layout
}

/** Lays out an edited line. Cards that the edit did not touch stay in place if a fresh layout would move more than a few. */
export function layoutNext(input: LayoutInput, before: StandingLayout | undefined): StandingLayout {
  const graph = lineGraphOf(input)
  const fresh = freshSlots(graph)
  const slots = (before === undefined ? undefined : keptSlots(graph, fresh, before.graph, before.slots)) ?? fresh
  const places = placeSlots(graph, slots)
  return { layout: { ...places, routes: routeLinks(graph, places) }, graph, slots }
}
