import { expect, it } from 'vitest'
import { newerRevision } from './newer-revision.ts'

const listed = [
  { name: 'v2.0.0-rc.1', kind: 'tag', commit: 'd' },
  { name: 'v1.10.0', kind: 'tag', commit: 'c' },
  { name: 'v1.9.0', kind: 'tag', commit: 'b' },
  { name: 'nightly', kind: 'tag', commit: 'b' },
  { name: 'main', kind: 'branch', commit: 'c' },
] as const

it.each([
  ['a branch that has moved', 'main', 'b', 'main'],
  ['a tag that was set elsewhere', 'v1.9.0', 'a', 'v1.9.0'],
  ['a higher version', 'v1.9.0', 'b', 'v1.10.0'],
])('names %s', (_, revision, commit, found) => {
  expect(newerRevision({ revision, commit }, listed)?.name).toBe(found)
})

it.each([
  ['a branch where it was', 'main', 'c'],
  ['the highest release, though a candidate is there', 'v1.10.0', 'c'],
  ['a tag that is no version', 'nightly', 'b'],
  ['a commit', 'b', 'b'],
])('names nothing for %s', (_, revision, commit) => {
  expect(newerRevision({ revision, commit }, listed)).toBeUndefined()
})
