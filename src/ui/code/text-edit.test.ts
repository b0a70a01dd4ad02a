import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallestEdit } from './text-edit.ts'

describe('smallest edit', () => {
  it('turns one text into the other', () => {
    const texts = fc.string({ maxLength: 20, unit: fc.constantFrom('a', 'b', '\n') })
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const edit = smallestEdit(before, after)
        expect(edit === undefined ? before : before.slice(0, edit.from) + edit.text + before.slice(edit.to)).toBe(after)
      }),
    )
  })

  it('touches only what differs', () => {
    expect(smallestEdit('replicas: 2\n', 'replicas: 3\n')).toEqual({ from: 10, to: 11, text: '3' })
  })
})
