import { expect, it } from 'vitest'
import { restsOn } from './use-board-pointer.ts'

it('looks at a card that the pointer comes to rest on, and at none while something is pulled over it', () => {
  const card = { id: 'build', type: 'card' } as const
  expect(restsOn({ buttons: 0 }, card)).toBe('build')
  expect(restsOn({ buttons: 1 }, card)).toBeUndefined()
  expect(restsOn({ buttons: 0 }, { ...card, type: 'lane' })).toBeUndefined()
})
