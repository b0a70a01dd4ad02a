import { describe, expect, it } from 'vitest'
import { linksWithin } from './board-indexes.ts'
import type { BoardLink } from './board-model.ts'

function link(id: string, points: readonly number[]): BoardLink {
  return { id, kind: 'order', source: 'a', target: 'b', points }
}

describe('the links in an area', () => {
  const links = [link('near', [0, 0, 100, 0]), link('long', [0, 0, 0, 90_000]), link('far', [5000, 5000, 5100, 5000])]

  it('are those whose lines take room in it, in their order', () => {
    const at = (x: number, y: number) => linksWithin(links, { x, y, width: 50, height: 50 }).map(({ id }) => id)
    expect(at(0, 0)).toEqual(['near', 'long'])
    expect(at(-20, 60_000)).toEqual(['long'])
    expect(at(5050, 4990)).toEqual(['far'])
  })
})
