import { describe, expect, it } from 'vitest'
import type { BoardPicture } from './board-model.ts'
import { fillHeight, firstView, fittedView, isInView, isSameView, zoomedView } from './board-room.ts'

function pictureOf(width: number, height: number): BoardPicture {
  const lane = { id: 'build', title: 'Build', fact: '', hue: 'build' as const, x: 0, y: 0, width, height }
  return { lanes: [lane], cards: [], gates: [], terminals: [], links: [] }
}
const heightIn = (picture: BoardPicture, width: number, height: number) =>
  fillHeight(picture, { width, height }).lanes[0]?.height

describe('the height of lanes', () => {
  it('reaches from margin to margin of the board', () => {
    expect(heightIn(pictureOf(400, 200), 800, 624)).toBe(600)
  })

  it('also does so when a wide picture is drawn smaller', () => {
    expect(heightIn(pictureOf(1552, 200), 800, 624)).toBe(1200)
  })

  it('is never less than their content', () => {
    expect(heightIn(pictureOf(400, 900), 800, 624)).toBe(900)
  })
})

describe('the view that has all of a board in it', () => {
  it('begins at the upper margin, even if lanes are higher than their content', () => {
    const view = fittedView(pictureOf(1552, 200), { width: 800, height: 624 })
    expect(view).toEqual({ x: 12, y: 12, zoom: 0.5 })
  })

  it('ends above the controls in the lower corners if something would be behind them', () => {
    const room = { width: 800, height: 624 }
    const terminal = { id: 'start', side: 'left' as const, name: '', value: '', y: 500, width: 20 }
    const lowest = (x: number, bottom: number) => {
      const picture = { ...pictureOf(800, bottom), terminals: [{ ...terminal, x, height: bottom - 500 }] }
      const { y, zoom } = fittedView(picture, room)
      return Math.round(bottom * zoom + y)
    }
    expect([lowest(0, 540), lowest(0, 600), lowest(780, 600), lowest(400, 600)]).toEqual([536, 564, 564, 594])
  })

  it('depends on the size of the board', () => {
    const picture = pictureOf(400, 200)
    const view = fittedView(picture, { width: 800, height: 624 })
    expect(isSameView(view, { ...view, x: view.x + 0.2 })).toBe(true)
    expect(isSameView(view, fittedView(picture, { width: 1200, height: 624 }))).toBe(false)
  })
})

describe('the first view', () => {
  const room = { width: 800, height: 624 }
  const card = (id: string, x: number, y: number) => ({
    ...{ id, x, y, width: 160, height: 60, title: id, fullTitle: id, subtitle: '', icon: null },
    ...{ badges: [], inputs: [], outputs: [], sentence: id },
  })
  const high = { ...pictureOf(400, 9000), cards: [card('late', 10, 5000), card('early', 10, 40)] }

  it('shows all of a board if its words can be read that way', () => {
    expect(firstView(pictureOf(400, 900), room, undefined).isWhole).toBe(true)
  })

  it('begins with the selection or the first cards of a larger board', () => {
    expect(firstView(high, room, undefined)).toEqual({ view: { x: 150, y: 80, zoom: 1 }, isWhole: false })
    expect(firstView(high, room, 'late').view).toEqual({ x: 310, y: -4718, zoom: 1 })
  })

  it('begins with the cards that matter if all of it would be too small', () => {
    const about = firstView(high, room, undefined, new Set(['late'])).view
    expect(isInView(card('late', 10, 5000), about, room)).toBe(true)
    expect(isInView(card('early', 10, 40), about, room)).toBe(false)
    const higher = pictureOf(400, 2400)
    expect(firstView(higher, room, undefined).isWhole).toBe(false)
    expect(firstView(higher, room, undefined, new Set()).isWhole, 'colours tell what words do not').toBe(true)
  })
})

describe('another zoom', () => {
  const room = { width: 800, height: 600 }
  const view = { x: 100, y: 40, zoom: 0.5 }
  const placeIn = (x: number, y: number, at: typeof view) => [x * at.zoom + at.x, y * at.zoom + at.y]

  it('keeps the middle of the window where it is', () => {
    const [x, y] = [(400 - view.x) / view.zoom, (300 - view.y) / view.zoom]
    expect(placeIn(x, y, zoomedView(view, 1, room, undefined))).toEqual([400, 300])
  })

  it('keeps the focused card where it is', () => {
    const box = { x: 0, y: 0, width: 160, height: 60 }
    expect(placeIn(80, 30, zoomedView(view, 1, room, box))).toEqual(placeIn(80, 30, view))
  })
})
