import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeTexts } from './merge-texts.ts'

const base = 'name: a\nvalue: 1\nkept: yes\nafter: [x]\nthere: 1\nlast: 1\n'

describe('joining two texts of one origin', () => {
  it('takes changes of different places from both sides', () => {
    const theirs = base.replace('value: 1', 'value: 2').replace('last: 1\n', '')
    const mine = base.replace('after: [x]', 'after: [y]\nmore: 1').replace('last: 1\n', '')
    expect(mergeTexts(base, theirs, mine)).toBe('name: a\nvalue: 2\nkept: yes\nafter: [y]\nmore: 1\nthere: 1\n')
  })

  it('is no answer where both changed one place', () => {
    expect(mergeTexts(base, base.replace('value: 1', 'value: 2'), base.replace('value: 1', 'value: 3'))).toBeUndefined()
    expect(mergeTexts('a\n', 'a\nb\n', 'a\nc\n')).toBeUndefined()
  })

  it('is the changed side where only one changed, and the same whoever is called mine', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, text, (origin, theirs, mine) => {
        expect(mergeTexts(origin, origin, mine)).toBe(mine)
        expect(mergeTexts(origin, theirs, origin)).toBe(theirs)
        expect(mergeTexts(origin, theirs, mine)).toBe(mergeTexts(origin, mine, theirs))
      }),
    )
  })
})
