import { describe, expect, it } from 'vitest'
import { sampleWorld } from '../line/sample-world.ts'
import { reachedArguments, reachedLines } from './reach.ts'

describe('what a value reaches', () => {
  it('names the task arguments', () => {
    const [build] = sampleWorld.pipelines
    if (build === undefined) throw new Error('no pipeline')
    const params = [
      { name: 'REVISION', value: 'refs/$(params.gitRevision)' },
      { name: 'URL', value: '$(params.gitCloneUrl)' },
    ]
    const pipelines = [{ ...build, spec: { ...build.spec, tasks: [{ ...build.spec.tasks[0], name: 'work', params }] } }]
    expect(reachedArguments({ pipelines }, 'api-build', 'gitRevision')).toEqual([
      { task: 'work', argument: 'REVISION', text: 'refs/$(params.gitRevision)' },
    ])
    expect(reachedArguments({ pipelines }, 'api-build', 'git')).toEqual([])
  })

  it('names the lines of manifests', () => {
    const manifest = {
      path: 'deployment.yaml',
      text: 'a: 1\nspec:\n  replicas: 2\n',
      origins: [{ line: 3, path: 'spec.replicas', chain: [{ kind: 'value' as const, name: 'replicas' }] }],
    }
    expect(reachedLines([manifest], 'replicas')).toEqual([
      { manifest: 'deployment.yaml', line: 3, field: 'spec.replicas', text: 'replicas: 2' },
    ])
    expect(reachedLines([manifest], 'port')).toEqual([])
  })
})
