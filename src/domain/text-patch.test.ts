import fc from 'fast-check'
import { expect, it } from 'vitest'
import { patchBetween, patched } from './text-patch.ts'

it('leads from any text to any other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      expect(patched(before, patchBetween(before, after))).toBe(after)
    }),
  )
})

it('is as small as what changed', () => {
  expect(patchBetween('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, text: '2' })
})
