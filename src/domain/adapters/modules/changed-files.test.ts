import { expect, it } from 'vitest'
import { changedFiles } from './changed-files.ts'

it('names files that are new, gone or different, and no others', () => {
  expect(
    changedFiles({ 'b.cue': 'b', 'same.cue': 's', 'a.cue': '1' }, { 'a.cue': '2', 'same.cue': 's', 'c.cue': 'c' }),
  ).toEqual({
    files: [
      { path: 'a.cue', before: '1', after: '2' },
      { path: 'b.cue', before: 'b', after: '' },
      { path: 'c.cue', before: '', after: 'c' },
    ],
    more: 0,
  })
})

it('says how many more there are than a page shows', () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${String(index)}.cue`, 'x']))
  expect(changedFiles({}, many)).toMatchObject({ files: { length: 50 }, more: 10 })
  const large = 'x'.repeat(1_500_000)
  expect(changedFiles({}, { 'a.cue': large, 'b.cue': large })).toMatchObject({ files: [{ path: 'a.cue' }], more: 1 })
})
