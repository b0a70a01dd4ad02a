import { describe, expect, it } from 'vitest'
import { changedManifests, type Side, stageChanges } from './manifest-changes.ts'

const origins = [{ line: 1, path: 'kind', chain: [] }]

function side(path: string, text: string, more: Partial<Side> = {}): Side {
  return { path, text, group: 'kubernetes', origins, ...more }
}

describe('what a change set makes of the manifests', () => {
  it('names files that differ, come or go', () => {
    const before = [side('same.yaml', 'a'), side('gone.yaml', 'b'), side('changed.yaml', 'c', { origins: [] })]
    const after = [side('same.yaml', 'a'), side('changed.yaml', 'd'), side('new.yaml', 'e')]
    expect(changedManifests(before, after)).toEqual([
      { path: 'changed.yaml', before: 'c', after: 'd', origins },
      { path: 'gone.yaml', before: 'b', after: '', origins: [] },
      { path: 'new.yaml', before: '', after: 'e', origins },
    ])
  })

  it('says what is wrong where nothing compiles any more, instead of files that go', () => {
    const fault = { severity: 'error' as const, code: 'x', message: 'No number', args: {}, place: {} }
    const run = (text: string): Side => side('run.yaml', text, { group: 'tekton' })
    const before = { manifests: [side('deployment.yaml', 'a'), run('a')], findings: [] }
    expect(stageChanges(before, { manifests: [run('b')], findings: [fault] })).toEqual({
      files: [{ path: 'run.yaml', before: 'a', after: 'b', origins }],
      faults: [fault],
    })
    expect(stageChanges(before, { manifests: [run('a')], findings: [] }).files).toHaveLength(1)
  })
})
