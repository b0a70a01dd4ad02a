import { describe, expect, it } from 'vitest'
import { changedManifests } from './manifest-changes.ts'

describe('what a change set makes of the manifests', () => {
  it('names files that differ, come or go', () => {
    const origins = [{ line: 1, path: 'kind', chain: [] }]
    const before = [
      { path: 'same.yaml', text: 'a', origins },
      { path: 'gone.yaml', text: 'b', origins },
      { path: 'changed.yaml', text: 'c', origins: [] },
    ]
    const after = [
      { path: 'same.yaml', text: 'a', origins },
      { path: 'changed.yaml', text: 'd', origins },
      { path: 'new.yaml', text: 'e', origins },
    ]
    expect(changedManifests(before, after)).toEqual([
      { path: 'changed.yaml', before: 'c', after: 'd', origins },
      { path: 'gone.yaml', before: 'b', after: '', origins: [] },
      { path: 'new.yaml', before: '', after: 'e', origins },
    ])
  })
})
