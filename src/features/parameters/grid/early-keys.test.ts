import { describe, expect, it } from 'vitest'
import { earlyKeys, type TypedKey } from './early-keys.ts'

function pressed(key: string, held: Partial<TypedKey> = {}): TypedKey {
  return { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held }
}

describe('keys before an editor', () => {
  it('are kept from the one that asked for it, and handed over once', () => {
    const keys = earlyKeys()
    expect(keys.keep(pressed('1'))).toBe(false)
    keys.begin()
    for (const key of ['2', 'x', 'Backspace', 'Shift', '5']) expect(keys.keep(pressed(key))).toBe(true)
    expect(keys.take()).toEqual({ text: '25', end: undefined })
    expect(keys.take()).toEqual({ text: '', end: undefined })
    expect(keys.keep(pressed('3'))).toBe(false)
  })

  it('end with the key that would have ended the editor', () => {
    const keys = earlyKeys()
    keys.begin()
    for (const key of ['7', 'Tab', '8']) keys.keep(pressed(key, { shiftKey: true }))
    expect(keys.take()).toEqual({ text: '7', end: 'left' })
  })

  it('take no command for a letter, and a letter of any keyboard for one', () => {
    const keys = earlyKeys()
    keys.begin()
    keys.keep(pressed('9'))
    keys.keep(pressed('a', { ctrlKey: true }))
    for (const key of ['5', '1']) keys.keep(pressed(key))
    keys.keep(pressed('v', { metaKey: true }))
    keys.keep(pressed('@', { ctrlKey: true, altKey: true }))
    expect(keys.take().text).toBe('51@')
  })
})
