import { expect, it } from 'vitest'
import { bundleRoutes, type DrawnRoutes } from './bundle-routes.ts'
import type { LayoutRoute } from './layout-model.ts'

function fan(count: number): DrawnRoutes {
  const routes = Array.from({ length: count }, (_, index): LayoutRoute => ({
    id: `order:a>b${String(index)}`,
    kind: 'order',
    source: 'a',
    target: `b${String(index)}`,
    points: [0, 0, 20, 0, 20, 50 * (index + 1), 40, 50 * (index + 1)],
  }))
  return { routes, sources: routes.map(() => 0), targets: routes.map((_, index) => index + 1) }
}

it('draws a run that many links share once', () => {
  const routes = bundleRoutes(fan(20))
  const trunk = routes.find((route) => route.id.startsWith('trunk:'))
  expect(trunk?.points).toEqual([0, 0, 20, 0, 20, 0, 20, 1000])
  expect(routes.filter((route) => route !== trunk).every((route) => route.points.length === 4)).toBe(true)
  expect(routes).toHaveLength(21)
})

it('leaves a few links alone', () => {
  expect(bundleRoutes(fan(3))).toEqual(fan(3).routes)
})
