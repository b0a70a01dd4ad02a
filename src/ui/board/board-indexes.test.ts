import { describe, expect, it } from 'vitest'
import { linkAt, linksWithin, stopsOf } from './board-indexes.ts'
import type { BoardLink, BoardPicture } from './board-model.ts'

function link(id: string, points: readonly number[]): BoardLink {
  return { id, kind: 'order', source: 'a', target: 'b', points }
}

describe('the links in an area', () => {
  const links = [link('near', [0, 0, 100, 0]), link('long', [0, 0, 0, 90_000]), link('far', [5000, 5000, 5100, 5000])]

  it('are those whose bounds overlap it, in their order', () => {
    const at = (x: number, y: number) => linksWithin(links, { x, y, width: 50, height: 50 }).map(({ id }) => id)
    expect(at(0, 0)).toEqual(['near', 'long'])
    expect(at(-20, 60_000)).toEqual(['long'])
    expect(at(5050, 4990)).toEqual(['far'])
  })
})

describe('the link at a place', () => {
  const corner = link('corner', [0, 0, 100, 0, 100, 100])
  const value: BoardLink = { ...link('value', [100, 50, 200, 50]), kind: 'data' }
  const at = (x: number, y: number) => linkAt([corner, value], { x, y })?.id

  it('may be slightly beside the line, but not anywhere in its bounding box', () => {
    expect(at(50, 6)).toBe('corner')
    expect(at(94, 60)).toBe('corner')
    expect(at(50, 50)).toBeUndefined()
  })

  it('is the topmost one', () => {
    expect(at(104, 50)).toBe('corner')
    expect(at(150, 50)).toBe('value')
  })
})

describe('where the keyboard goes', () => {
  const box = { width: 10, height: 10, title: '', sentence: '' }
  const card = { ...box, fullTitle: '', subtitle: '', icon: null, badges: [], inputs: [], outputs: [] }
  const picture: BoardPicture = {
    lanes: [],
    terminals: [],
    links: [],
    cards: [
      { ...card, id: 'right', x: 90, y: 0 },
      { ...card, id: 'low', x: 0, y: 50 },
      { ...card, id: 'high', x: 0, y: 0 },
    ],
    gates: [{ ...box, id: 'prod', x: 40, y: 0, count: '', reason: '', tone: 'neutral' }],
  }

  it('are cards and gates from left to right, sorted once per picture', () => {
    expect(stopsOf(picture).map(({ id }) => id)).toEqual(['high', 'low', 'gate:prod', 'right'])
    expect(stopsOf(picture)).toBe(stopsOf(picture))
    expect(stopsOf({ ...picture, gates: [] }).map(({ id }) => id)).toEqual(['high', 'low', 'right'])
  })
})
