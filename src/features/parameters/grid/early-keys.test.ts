import { describe, expect, it } from 'vitest'
import { earlyKeys } from './early-keys.ts'

describe('keys before an editor', () => {
  it('are kept from the one that asked for it, and handed over once', () => {
    const keys = earlyKeys()
    expect(keys.keep('1', false)).toBe(false)
    keys.begin()
    for (const key of ['2', 'x', 'Backspace', 'Shift', '5']) expect(keys.keep(key, false)).toBe(true)
    expect(keys.take()).toEqual({ text: '25', end: undefined })
    expect(keys.take()).toEqual({ text: '', end: undefined })
    expect(keys.keep('3', false)).toBe(false)
  })

  it('end with the key that would have ended the editor', () => {
    const keys = earlyKeys()
    keys.begin()
    for (const key of ['7', 'Tab', '8']) keys.keep(key, true)
    expect(keys.take()).toEqual({ text: '7', end: 'left' })
  })
})
