import type { Box } from './board-model.ts'

const cell = 256

/** Finds boxes by place without looking at all of them: a grid of lists. */
export interface SpatialIndex<T> {
  /** Boxes that touch an area. */
  readonly within: (area: Box) => readonly T[]
}

/** The bounding box of some boxes; undefined if there are none. */
export function boundsAround(boxes: Iterable<Box>): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

/** Builds the index. */
export function spatialIndex<T extends Box>(boxes: readonly T[]): SpatialIndex<T> {
  const cells = new Map<number, T[]>()
  const bounds = boundsAround(boxes)
  for (const box of boxes)
    eachCell(box, (key) => {
      const list = cells.get(key)
      if (list === undefined) cells.set(key, [box])
      else list.push(box)
    })
  return {
    within(area) {
      const found = new Set<T>()
      const bounded = bounds === undefined ? undefined : intersection(area, bounds)
      if (bounded === undefined) return []
      eachCell(bounded, (key) => {
        for (const box of cells.get(key) ?? []) if (touches(box, area)) found.add(box)
      })
      return [...found]
    },
  }
}

// More columns than any board has, so that row and column can be combined to one number.
const mostColumns = 1 << 20

function eachCell({ x, y, width, height }: Box, visit: (key: number) => void): void {
  const [right, bottom] = [Math.floor((x + width) / cell), Math.floor((y + height) / cell)]
  for (let column = Math.floor(x / cell); column <= right; column++)
    for (let row = Math.floor(y / cell); row <= bottom; row++) visit(row * mostColumns + column)
}

/** Whether two boxes share a point. */
export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

function intersection(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const right = Math.min(a.x + a.width, b.x + b.width)
  const bottom = Math.min(a.y + a.height, b.y + b.height)
  return right < x || bottom < y ? undefined : { x, y, width: right - x, height: bottom - y }
}
