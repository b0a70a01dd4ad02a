import { expect, it } from 'vitest'
import { restsOn } from './use-board-pointer.ts'

const card = { id: 'build', type: 'card' } as const
const [here, there] = [
  { clientX: 10, clientY: 20 },
  { clientX: 10, clientY: 21 },
]

it('means the card under a resting pointer, and none during a pull', () => {
  expect(restsOn({ buttons: 0, ...here }, card, undefined)).toBe('build')
  expect(restsOn({ buttons: 0, ...here }, card, there)).toBe('build')
  expect(restsOn({ buttons: 1, ...here }, card, there)).toBeUndefined()
  expect(restsOn({ buttons: 0, ...here }, { ...card, type: 'lane' }, there)).toBeUndefined()
})

it('does not mean a card that the board has moved below the pointer', () => {
  expect(restsOn({ buttons: 0, ...here }, card, here)).toBeUndefined()
})
