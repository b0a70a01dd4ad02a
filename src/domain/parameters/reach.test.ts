import { describe, expect, it } from 'vitest'
import { sampleWorld } from '../testing/sample-world.ts'
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
      group: 'kubernetes',
      text: 'a: 1\nspec:\n  replicas: 2\n',
      origins: [{ line: 3, path: 'spec.replicas', chain: [{ kind: 'value' as const, name: 'replicas' }] }],
    }
    expect(reachedLines([manifest], 'replicas')).toEqual([
      { manifest: 'deployment.yaml', line: 3, field: 'spec.replicas', text: 'replicas: 2' },
    ])
    expect(reachedLines([manifest], 'port')).toEqual([])
  })

  it('passes over lines of Tekton that only declare the parameter', () => {
    const chain = [{ kind: 'value' as const, name: 'hosts' }]
    const text = 'spec:\n  params:\n    - name: hosts\n      value:\n        - a.example\n        - b.example\n'
    const origins = [
      { line: 3, path: 'spec.params[0].name', chain },
      { line: 5, path: 'spec.params[0].value[0]', chain },
      { line: 6, path: 'spec.params[0].value[1]', chain },
    ]
    const declared = {
      path: '20-pipeline.yaml',
      group: 'tekton',
      text: 'spec:\n  params:\n    - name: hosts\n      type: array\n',
      origins: ['name', 'type'].map((field, index) => ({ line: 3 + index, path: `spec.params[0].${field}`, chain })),
    }
    const run = { path: '10-pipelinerun.yaml', group: 'tekton', text, origins }
    expect(reachedLines([run, declared], 'hosts').map((reached) => reached.text)).toEqual([
      '- a.example',
      '- b.example',
    ])
    // A default counts as long as the run gives nothing.
    const standard = { line: 3, path: 'spec.params[0].default', chain }
    const pipeline = { ...declared, text: 'spec:\n  params:\n    - default: a.example\n', origins: [standard] }
    expect(reachedLines([run, pipeline], 'hosts')).toHaveLength(2)
    expect(reachedLines([pipeline], 'hosts').map((reached) => reached.text)).toEqual(['- default: a.example'])
    // Another kind of manifest may have a field of that name.
    expect(reachedLines([{ ...run, group: 'kubernetes' }], 'hosts')).toHaveLength(3)
  })
})
