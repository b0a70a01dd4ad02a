import { expect, it } from 'vitest'
import { typedAhead } from './typed-ahead.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false }

it('keeps what is typed before the palette is there, and nothing else', () => {
  const keys = ['t', 'i', 'x', 'Backspace', 'Shift', 'ArrowDown', 'd', 'あ']
  expect(keys.reduce((typed, key) => typedAhead(typed, { ...none, key }), '')).toBe('tidあ')
  expect(typedAhead('ti', { ...none, key: 'a', ctrlKey: true })).toBe('ti')
  expect(typedAhead('', { ...none, key: 'Backspace' })).toBe('')
})
