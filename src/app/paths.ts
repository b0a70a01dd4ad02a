import type { RouteObject } from 'react-router'
import { type Place, places } from '#client/paths.ts'

/** A route of the table in `#client/paths.ts`, loaded when it is visited. */
export function lazyRoute(place: Place, load: NonNullable<RouteObject['lazy']>): RouteObject {
  return { path: places[place], lazy: load }
}
