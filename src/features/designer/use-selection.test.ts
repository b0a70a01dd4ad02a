import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine } from '#domain/testing/sample-world.ts'
import { followedSelection, meantBy } from './use-selection.ts'

const two = { selected: 'b', selection: new Set(['a', 'b']) }

it('means the selection, or else the focused card', () => {
  expect(meantBy(two, undefined)).toBe(two)
  expect(meantBy(two, 'a')).toBe(two)
  expect(meantBy(two, 'c')).toEqual({ selected: 'c', selection: new Set(['c']) })
})

it('follows a renamed stage, and ignores a removed one', () => {
  const before = parseLine(sampleLine).line?.spec.stages ?? []
  const after = before.map((stage) => (stage.name === 'deploy' ? { ...stage, name: 'roll-out' } : stage))
  expect(followedSelection(new Set(['gate:x', 'deploy']), before, after)).toEqual(['gate:x', 'roll-out'])
  expect(followedSelection(new Set(['roll-out']), after, before)).toEqual(['deploy'])
  expect(followedSelection(new Set(['deploy']), before, before)).toBeUndefined()
  const without = before.filter(({ name }) => name !== 'deploy')
  expect(followedSelection(new Set(['deploy']), before, without)).toBeUndefined()
})
