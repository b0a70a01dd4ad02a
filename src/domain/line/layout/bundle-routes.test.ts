import { expect, it } from 'vitest'
import { bundleRoutes } from './bundle-routes.ts'
import type { LayoutRoute } from './layout-model.ts'

const fan = (count: number): LayoutRoute[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `order:a>b${String(index)}`,
    kind: 'order' as const,
    source: 'a',
    target: `b${String(index)}`,
    points: [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 50 * (index + 1) },
      { x: 40, y: 50 * (index + 1) },
    ],
  }))

it('draws a run that many links share once', () => {
  const routes = bundleRoutes(fan(20))
  const trunk = routes.find((route) => route.id.startsWith('trunk:'))
  expect(trunk?.points).toEqual([
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 1000 },
  ])
  expect(routes.filter((route) => route !== trunk).every((route) => route.points.length === 2)).toBe(true)
  expect(routes).toHaveLength(21)
})

it('leaves a few links alone', () => {
  expect(bundleRoutes(fan(3))).toEqual(fan(3))
})
