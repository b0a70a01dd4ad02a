import type { Box } from './board-model.ts'

const cell = 256

/** Finds boxes by place without looking at all of them: a grid of lists. */
export interface SpatialIndex<T> {
  /** Boxes that touch an area. */
  readonly within: (area: Box) => readonly T[]
  /** The box around everything; undefined when there is nothing. */
  readonly bounds: Box | undefined
}

/** Puts boxes into a grid. */
export function spatialIndex<T extends Box>(boxes: Iterable<T>): SpatialIndex<T> {
  const cells = new Map<string, T[]>()
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.width)
    bottom = Math.max(bottom, box.y + box.height)
    for (const key of cellsOf(box)) {
      const list = cells.get(key)
      if (list === undefined) cells.set(key, [box])
      else list.push(box)
    }
  }
  return {
    within(area) {
      const found = new Set<T>()
      const bounded = intersection(area, { x: left, y: top, width: right - left, height: bottom - top })
      if (bounded === undefined) return []
      for (const key of cellsOf(bounded)) {
        for (const box of cells.get(key) ?? []) if (touches(box, area)) found.add(box)
      }
      return [...found]
    },
    bounds: left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top },
  }
}

function* cellsOf({ x, y, width, height }: Box): Generator<string> {
  for (let column = Math.floor(x / cell); column <= Math.floor((x + width) / cell); column++)
    for (let row = Math.floor(y / cell); row <= Math.floor((y + height) / cell); row++)
      yield `${String(column)} ${String(row)}`
}

function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

function intersection(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const right = Math.min(a.x + a.width, b.x + b.width)
  const bottom = Math.min(a.y + a.height, b.y + b.height)
  return right < x || bottom < y ? undefined : { x, y, width: right - x, height: bottom - y }
}
