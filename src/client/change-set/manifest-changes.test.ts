import { describe, expect, it } from 'vitest'
import { changedManifests } from './manifest-changes.ts'

describe('what a change set makes of the manifests', () => {
  it('names files that differ, come or go', () => {
    const before = [
      { path: 'same.yaml', text: 'a' },
      { path: 'gone.yaml', text: 'b' },
      { path: 'changed.yaml', text: 'c' },
    ]
    const after = [
      { path: 'same.yaml', text: 'a' },
      { path: 'changed.yaml', text: 'd' },
      { path: 'new.yaml', text: 'e' },
    ]
    expect(changedManifests(before, after)).toEqual([
      { path: 'changed.yaml', before: 'c', after: 'd' },
      { path: 'gone.yaml', before: 'b', after: '' },
      { path: 'new.yaml', before: '', after: 'e' },
    ])
  })
})
