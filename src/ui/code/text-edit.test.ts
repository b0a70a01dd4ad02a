import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallestEdit, withOneEnding, withOwnEndings } from './text-edit.ts'

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

describe('line endings', () => {
  const mixed = 'a: 1\r\nb: 2\nc: 3\r\n'

  it('are of one kind in the editor', () => {
    expect(withOneEnding(mixed, '\r\n')).toBe('a: 1\r\nb: 2\r\nc: 3\r\n')
    expect(withOneEnding(mixed, '\n')).toBe('a: 1\nb: 2\nc: 3\n')
  })

  it('stay as they are on untouched lines', () => {
    expect(withOwnEndings(mixed, withOneEnding(mixed, '\r\n'))).toBe(mixed)
    expect(withOwnEndings(mixed, 'a: 1\r\nb: 2\r\nc: 4\r\n')).toBe('a: 1\r\nb: 2\nc: 4\r\n')
    expect(withOwnEndings(mixed, 'a: 1\r\nb: 2\r\nx: 0\r\nc: 3\r\n')).toBe('a: 1\r\nb: 2\nx: 0\r\nc: 3\r\n')
  })

  it('lose nothing of what was edited', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n'), { maxLength: 20 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, texts, fc.constantFrom('\n', '\r\n'), (text, other, ending) => {
        const edited = withOneEnding(other, ending)
        expect(withOneEnding(withOwnEndings(text, edited), ending)).toBe(edited)
      }),
    )
  })
})
