import { expect, it } from 'vitest'
import { adjacencyOf, pathThrough } from './path-focus.ts'

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
