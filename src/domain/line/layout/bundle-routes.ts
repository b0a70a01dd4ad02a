import type { LayoutRoute } from './layout-model.ts'
import { at } from './line-graph.ts'

// From this number of links on, a shared vertical run is drawn once.
const least = 9
// A card has few runs; cards placed by hand could make more, which are then drawn link by link.
const mostRuns = 24

/** Links drawn one by one, with the number of the card, gate or terminal at each end. */
export interface DrawnRoutes {
  readonly routes: LayoutRoute[]
  readonly sources: number[]
  readonly targets: number[]
}

/**
 * Draws a run shared by many links of one source or target only once, as a trunk; each link keeps only its own last (or first) part. Otherwise a gate
 * that holds hundreds of stages would draw hundreds of lines on top of each other, each as long as the board.
 */
export function bundleRoutes({ routes, sources, targets }: DrawnRoutes): LayoutRoute[] {
  const outward = bundled(routes, sources, firstRun, 'source')
  const inward = bundled(outward.routes, targets, lastRun, 'target')
  return [...outward.trunks, ...inward.trunks, ...inward.routes]
}

/** Index in the corners where a link's first vertical part begins, seen from its source; -1 if it has none to share. */
function firstRun(points: readonly number[]): number {
  let corner = 0
  while (corner + 2 < points.length && points[corner] !== points[corner + 2]) corner += 2
  return corner + 4 < points.length ? corner : -1
}

/** Index in the corners where a link's last vertical part begins, seen from its target. */
function lastRun(points: readonly number[]): number {
  let corner = points.length - 4
  while (corner >= 0 && points[corner] !== points[corner + 2]) corner -= 2
  return corner > 0 ? corner : -1
}

type Side = 'source' | 'target'

/** Links of one kind at one end whose runs overlap. */
interface Group {
  readonly kind: LayoutRoute['kind']
  readonly x: number
  /** Where the links meet the card, gate or terminal they share. */
  readonly endX: number
  readonly endY: number
  readonly routes: number[]
  top: number
  bottom: number
}

function bundled(
  routes: readonly LayoutRoute[],
  ends: readonly number[],
  runOf: (points: readonly number[]) => number,
  side: Side,
): { readonly routes: LayoutRoute[]; readonly trunks: LayoutRoute[] } {
  const shown = [...routes]
  const trunks: LayoutRoute[] = []
  for (const group of groupsOf(routes, ends, runOf, side)) {
    if (group.routes.length < least) continue
    for (const index of group.routes) {
      const route = routes[index]
      if (route === undefined) continue
      const corner = runOf(route.points)
      const points = side === 'source' ? route.points.slice(corner + 2) : route.points.slice(0, corner + 2)
      shown[index] = { ...route, points }
    }
    trunks.push(trunkOf(group, routes[group.routes[0] ?? 0]?.[side] ?? ''))
  }
  return { routes: shown, trunks }
}

function groupsOf(
  routes: readonly LayoutRoute[],
  ends: readonly number[],
  runOf: (points: readonly number[]) => number,
  side: Side,
): readonly Group[] {
  // Most ends have only a few links and need no closer look.
  const links = new Int32Array(ends.reduce((most, end) => Math.max(most, end), 0) + 1)
  for (const end of ends) links[end] = at(links, end) + 1
  const groups: Group[] = []
  const groupsAt = new Map<number, Group[]>()
  for (let index = 0; index < routes.length; index++) {
    const end = ends[index] ?? 0
    const route = routes[index]
    if (route === undefined || at(links, end) < least) continue
    const { kind, points } = route
    const corner = runOf(points)
    if (corner < 0) continue
    const [x = 0, y = 0, nextY = 0] = [points[corner], points[corner + 1], points[corner + 3]]
    const last = side === 'source' ? 0 : points.length - 2
    const [endX = 0, endY = 0] = [points[last], points[last + 1]]
    const own = groupsAt.get(end) ?? []
    groupsAt.set(end, own)
    let group = own.find((known) => known.x === x && known.endY === endY && known.kind === kind)
    if (group === undefined) {
      if (own.length === mostRuns) continue
      group = { kind, x, endX, endY, routes: [], top: Infinity, bottom: -Infinity }
      own.push(group)
      groups.push(group)
    }
    group.routes.push(index)
    group.top = Math.min(group.top, y, nextY)
    group.bottom = Math.max(group.bottom, y, nextY)
  }
  return groups
}

/** The trunk from the shared end to the run, and along all of it. */
function trunkOf({ kind, x, endX, endY, top, bottom }: Group, end: string): LayoutRoute {
  return {
    id: `trunk:${kind} ${end} ${String(endY)} ${String(x)}`,
    kind,
    source: end,
    target: end,
    points: [endX, endY, x, endY, x, top, x, bottom],
  }
}
