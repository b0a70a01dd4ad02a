import { expect, it, vi } from 'vitest'
import { adjacencyOf, createPathFocus, pathThrough } from './path-focus.ts'

const link = (source: string, target: string) => ({
  id: `${source}>${target}`,
  source,
  target,
  kind: 'order' as const,
  points: [],
})

it('follows a path both ways, and not into side branches', () => {
  const links = [link('a', 'b'), link('b', 'c'), link('c', 'd'), link('a', 'x'), link('y', 'd')]
  expect([...pathThrough(adjacencyOf(links), 'c')].toSorted()).toEqual(['a', 'a>b', 'b', 'b>c', 'c', 'c>d', 'd'])
})

it('ends on a cycle', () => {
  expect(pathThrough(adjacencyOf([link('a', 'b'), link('b', 'a')]), 'a').size).toBe(4)
})

it('ends when the hovered card is removed', () => {
  vi.useFakeTimers()
  const [a, b, x] = ['a', 'b', 'x'].map((id) => ({
    ...{ id, x: 0, y: 0, width: 1, height: 1, title: id, fullTitle: id, subtitle: '', icon: null, badges: [] },
    ...{ inputs: [], outputs: [], sentence: id },
  }))
  if (a === undefined || b === undefined || x === undefined) throw new Error('not there')
  const focus = createPathFocus()
  const on = () => [...(focus.store.getState().on ?? [])].toSorted()
  focus.draw({ cards: [a, b, x], gates: [], links: [link('a', 'b')] })
  focus.pin('x')
  focus.hover('a')
  vi.runAllTimers()
  expect(on()).toEqual(['a', 'a>b', 'b'])
  focus.draw({ cards: [a, x], gates: [], links: [] })
  expect(on()).toEqual(['a'])
  focus.draw({ cards: [x], gates: [], links: [] })
  expect(on(), 'what is pinned').toEqual(['x'])
  focus.draw({ cards: [], gates: [], links: [] })
  expect(focus.store.getState().on).toBeUndefined()
  vi.useRealTimers()
})
