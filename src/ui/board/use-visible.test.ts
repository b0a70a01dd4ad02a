import { describe, expect, it } from 'vitest'
import { edgesAround, tiles } from './use-visible.ts'

/** Zoomed around the middle of the window, as by the wheel. */
function viewAt(zoom: number) {
  return { transform: [500 - 700 * zoom, 300 - 400 * zoom, zoom], width: 1000, height: 600 } as const
}
const zooms = Array.from({ length: 40 }, (_, index) => 2 ** (-index / 20))

describe('the area around a view', () => {
  it('contains the view at every zoom', () => {
    for (const zoom of zooms) {
      const { transform, width, height } = viewAt(zoom)
      const [left = 0, top = 0, wide = 0, high = 0] = edgesAround(viewAt(zoom), tiles.links)
      expect(left).toBeLessThanOrEqual(-transform[0] / zoom)
      expect(top).toBeLessThanOrEqual(-transform[1] / zoom)
      expect(left + wide).toBeGreaterThanOrEqual((width - transform[0]) / zoom)
      expect(top + high).toBeGreaterThanOrEqual((height - transform[1]) / zoom)
    }
  })

  it('stays the same in most frames of a moving zoom', () => {
    const areas = zooms.map((zoom) => edgesAround(viewAt(zoom), tiles.links).join(' '))
    expect(new Set(areas).size).toBeLessThanOrEqual(zooms.length / 3)
  })

  it('changes once for each tile that the view passes', () => {
    const heights = [500, 600, 720]
    for (const height of heights) {
      const moved = Array.from({ length: 10 * tiles.links }, (_, y) =>
        edgesAround({ transform: [0, -y, 1], width: 1000, height }, tiles.links).join(' '),
      )
      expect(new Set(moved).size).toBe(10)
    }
  })
})
