import { expect, it } from 'vitest'
import { choicesWith, neighbour } from './choices.ts'

const levels = ['debug', 'info', 'warn'].map((id) => ({ id, title: id }))

it('goes around the choices', () => {
  expect(neighbour(levels, 'warn', 1)).toBe('debug')
  expect(neighbour(levels, undefined, 1)).toBe('debug')
  expect(neighbour(levels, undefined, -1)).toBe('warn')
  expect(neighbour([], undefined, 1)).toBeUndefined()
})

it('finds them by any part of title or id', () => {
  const digest = { id: 'sha256:abcdef', title: 'sha256:abc… (staging)' }
  expect(choicesWith([...levels, digest], 'Ｎ').map(({ id }) => id)).toEqual(['info', 'warn', digest.id])
  expect(choicesWith([digest], 'def')).toEqual([digest])
  expect(choicesWith(levels, 'x')).toEqual([])
})
