import type { LayoutRoute } from './layout-model.ts'

// From so many links on that share a vertical run, the run is drawn once.
const least = 9

/**
 * Draws the run that many links of one source or one target share once, as a trunk: each link keeps only its own last (or first) part.
 * A gate that holds hundreds of stages would otherwise be hundreds of lines over each other, each as long as the board.
 */
export function bundleRoutes(routes: readonly LayoutRoute[]): LayoutRoute[] {
  const outward = bundled(routes, (route) => {
    const at = route.points.findIndex((point, index) => point.x === route.points[index + 1]?.x)
    const [start, corner] = [route.points[0], route.points[at]]
    if (at < 0 || start === undefined || corner === undefined) return undefined
    return {
      key: `${route.kind} ${route.source} ${String(start.y)} ${String(corner.x)}`,
      end: route.source,
      at: start,
      x: corner.x,
      ys: [corner.y, route.points[at + 1]?.y ?? corner.y],
      own: route.points.slice(at + 1),
    }
  })
  return bundled(outward, (route) => {
    const at = route.points.findLastIndex((point, index) => point.x === route.points[index + 1]?.x)
    const [end, corner] = [route.points.at(-1), route.points[at]]
    if (at < 0 || end === undefined || corner === undefined) return undefined
    return {
      key: `${route.kind} ${route.target} ${String(end.y)} ${String(corner.x)}`,
      end: route.target,
      at: end,
      x: corner.x,
      ys: [corner.y, route.points[at + 1]?.y ?? corner.y],
      own: route.points.slice(0, at + 1),
    }
  })
}

interface Run {
  readonly key: string
  /** Whose links share the run, and where they leave or enter it. */
  readonly end: string
  readonly at: { readonly x: number; readonly y: number }
  readonly x: number
  readonly ys: readonly number[]
  readonly own: LayoutRoute['points']
}

function bundled(routes: readonly LayoutRoute[], runOf: (route: LayoutRoute) => Run | undefined): LayoutRoute[] {
  const runs = routes.map((route) => (route.id.startsWith('trunk:') ? undefined : runOf(route)))
  const groups = Map.groupBy(
    runs.flatMap((run) => (run === undefined || run.own.length < 2 ? [] : [run])),
    (run) => run.key,
  )
  const trunks = [...groups].flatMap(([key, own]): LayoutRoute[] => {
    const [first] = own
    if (own.length < least || first === undefined) return []
    const ys = own.flatMap((run) => run.ys)
    const { at, x, end } = first
    const points = [at, { x, y: at.y }, { x, y: Math.min(...ys) }, { x, y: Math.max(...ys) }]
    return [{ id: `trunk:${key}`, kind: key.startsWith('order') ? 'order' : 'data', source: end, target: end, points }]
  })
  const shown = routes.map((route, index) => {
    const run = runs[index]
    const isBundled = run !== undefined && run.own.length > 1 && (groups.get(run.key)?.length ?? 0) >= least
    return isBundled ? { ...route, points: run.own } : route
  })
  return [...trunks, ...shown]
}
