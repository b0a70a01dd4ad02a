import type { Box, Point } from './board-model.ts'

/** SVG path through corners (x, y, x, y, ...), rounded by at most `radius` pixels. */
export function roundedPath(points: readonly number[], radius: number): string {
  let path = ''
  let [beforeX, beforeY] = [Number.NaN, Number.NaN]
  for (let index = 0; index < points.length; index += 2) {
    const [x = 0, y = 0] = [points[index], points[index + 1]]
    if (x === beforeX && y === beforeY) continue
    let next = index + 2
    while (next < points.length && points[next] === x && points[next + 1] === y) next += 2
    if (path === '') path = `M${String(x)} ${String(y)}`
    else if (next >= points.length) path += ` L${String(x)} ${String(y)}`
    else {
      const [afterX = x, afterY = y] = [points[next], points[next + 1]]
      const [before, after] = [distance(x, y, beforeX, beforeY), distance(x, y, afterX, afterY)]
      const reach = Math.min(radius, before / 2, after / 2)
      const [from, to] = [reach / before, reach / after]
      path += ` L${String(x + (beforeX - x) * from)} ${String(y + (beforeY - y) * from)}`
      path += ` Q${String(x)} ${String(y)} ${String(x + (afterX - x) * to)} ${String(y + (afterY - y) * to)}`
    }
    beforeX = x
    beforeY = y
  }
  return path
}

/** The middle of the longest straight part. */
export function middleOf(points: readonly number[]): Point {
  let best = { x: 0, y: 0, length: -1 }
  for (let index = 2; index < points.length; index += 2) {
    const [startX = 0, startY = 0, x = 0, y = 0] = points.slice(index - 2, index + 2)
    const length = distance(startX, startY, x, y)
    if (length > best.length) best = { x: (startX + x) / 2, y: (startY + y) / 2, length }
  }
  return best
}

/** Whether a point is within `reach` of a line. */
export function isNear(points: readonly number[], { x, y }: Point, reach: number): boolean {
  for (let index = 2; index < points.length; index += 2) {
    const [startX = 0, startY = 0, endX = 0, endY = 0] = points.slice(index - 2, index + 2)
    const isBeside = x >= Math.min(startX, endX) - reach && x <= Math.max(startX, endX) + reach
    if (isBeside && y >= Math.min(startY, endY) - reach && y <= Math.max(startY, endY) + reach) return true
  }
  return false
}

/** The bounding box of a line. */
export function boundsOf(points: readonly number[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index < points.length; index += 2) {
    const [x = 0, y = 0] = [points[index], points[index + 1]]
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function distance(x: number, y: number, toX: number, toY: number): number {
  return Math.abs(x - toX) + Math.abs(y - toY)
}
