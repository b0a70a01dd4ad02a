import { describe, expect, it } from 'vitest'
import type { BoardPicture } from './board-model.ts'
import { caughtBy } from './use-marquee.ts'

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 40, height: 20 })
const picture = {
  cards: [box('build', 0, 0), box('deploy', 100, 0), box('verify', 100, 50)],
  gates: [box('production', 200, 0)],
} as unknown as BoardPicture

describe('what a rectangle catches', () => {
  it('contains cards and gates that lie completely within it', () => {
    expect(caughtBy(picture, { x: 90, y: -10, width: 200, height: 100 })).toEqual([
      'deploy',
      'verify',
      'gate:production',
    ])
    expect(caughtBy(picture, { x: 90, y: -10, width: 60, height: 70 })).toEqual(['deploy'])
    expect(caughtBy(picture, { x: 110, y: 0, width: 20, height: 10 })).toEqual([])
  })
})
