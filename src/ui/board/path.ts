import type { Point } from './board-model.ts'

/** SVG path through points with right angles, its corners rounded by at most `radius` pixels. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const corners = points.filter((point, index) => index === 0 || !same(point, points[index - 1]))
  return corners.map((point, index) => pieceOf(corners, point, index, radius)).join(' ')
}

function pieceOf(points: readonly Point[], point: Point, index: number, radius: number): string {
  const before = points[index - 1]
  const after = points[index + 1]
  if (before === undefined) return `M${String(point.x)} ${String(point.y)}`
  if (after === undefined) return `L${String(point.x)} ${String(point.y)}`
  const reach = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2)
  const from = towards(point, before, reach)
  const to = towards(point, after, reach)
  return `L${String(from.x)} ${String(from.y)} Q${String(point.x)} ${String(point.y)} ${String(to.x)} ${String(to.y)}`
}

function same(a: Point, b: Point | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}

function towards(from: Point, to: Point, reach: number): Point {
  const length = distance(from, to)
  if (length === 0) return from
  return { x: from.x + ((to.x - from.x) * reach) / length, y: from.y + ((to.y - from.y) * reach) / length }
}
