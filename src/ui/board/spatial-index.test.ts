import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spatialIndex } from './spatial-index.ts'

const box = fc.record({
  x: fc.integer({ min: -2000, max: 2000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  width: fc.integer({ min: 1, max: 600 }),
  height: fc.integer({ min: 1, max: 600 }),
})

it('finds the same boxes as looking at each of them', () => {
  fc.assert(
    fc.property(fc.array(box), box, (boxes, area) => {
      const touching = boxes.filter(
        (entry) =>
          entry.x <= area.x + area.width &&
          area.x <= entry.x + entry.width &&
          entry.y <= area.y + area.height &&
          area.y <= entry.y + entry.height,
      )
      expect(new Set(spatialIndex(boxes).within(area))).toEqual(new Set(touching))
    }),
  )
})
