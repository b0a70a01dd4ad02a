import type { LayoutInput, LineLayout } from './layout-model.ts'
import { placeStages } from './places.ts'
import { routeLinks } from './routes.ts'

/**
 * Lays a line out: lanes are columns, applications are rows, flow runs down inside a lane and right between lanes; cost is linear in stages
 * and links. The same input gives the same picture, and a stage added at the end of a row moves no other.
 */
export function layoutLine(input: LayoutInput): LineLayout {
  const places = placeStages(input)
  return { ...places, routes: routeLinks(input, places) }
}
