import { expect, it } from 'vitest'
import { hearKeys } from './hear-keys.ts'

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

it('takes a shortcut at once, and waits behind a letter for a second one', () => {
  expect(hearKeys(press('k', { ctrlKey: true }), false, undefined)).toEqual({
    kind: 'keys',
    keys: 'Mod+K',
    passes: false,
  })
  expect(hearKeys(press('j'), false, undefined)).toEqual({ kind: 'first', keys: 'J' })
  expect(hearKeys(press('k'), false, 'J')).toEqual({ kind: 'keys', keys: 'J K', passes: false })
  expect(hearKeys(press('Shift'), false, 'J')).toEqual({ kind: 'nothing' })
})

it('takes the letter alone when something else is pressed, which still does what it does', () => {
  expect(hearKeys(press('Escape'), false, 'J')).toEqual({ kind: 'keys', keys: 'J', passes: true })
  expect(hearKeys(press('Escape'), false, undefined)).toEqual({ kind: 'leave' })
})
