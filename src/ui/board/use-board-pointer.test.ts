import { expect, it } from 'vitest'
import { restsOn } from './use-board-pointer.ts'

it('means the card under a resting pointer, and none during a pull', () => {
  const card = { id: 'build', type: 'card' } as const
  expect(restsOn({ buttons: 0 }, card)).toBe('build')
  expect(restsOn({ buttons: 1 }, card)).toBeUndefined()
  expect(restsOn({ buttons: 0 }, { ...card, type: 'lane' })).toBeUndefined()
})
