import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fill, say } from './sentence.ts'

describe('say', () => {
  it('keeps the template beside the text', () => {
    expect(say`There is no run ${'r1'} of ${3}`).toEqual({
      text: 'There is no run r1 of 3',
      template: 'There is no run {0} of {1}',
      args: ['r1', '3'],
    })
    expect(say`The disk is full`).toEqual({ text: 'The disk is full', template: 'The disk is full', args: [] })
  })

  it('puts arguments in whole, whatever they look like', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(fill('{1}, then {0}', [a, b])).toBe(`${b}, then ${a}`)
      }),
    )
  })
})
