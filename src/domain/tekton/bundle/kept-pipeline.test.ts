import { describe, expect, it } from 'vitest'
import { keptAnnotation, readKeptPipeline } from './kept-pipeline.ts'

const pipeline = `apiVersion: tekton.dev/v1beta1
kind: Pipeline
metadata: {name: ship}
spec:
  params: [{name: rev, default: main}]
  tasks:
  - name: fetch
    taskRef: {name: git-clone}
  - name: build
    runAfter: [fetch]
    taskSpec: {steps: [{name: make, image: golang, script: go build}]}
`
const task = `apiVersion: tekton.dev/v1beta1
kind: Task
metadata: {name: git-clone}
spec:
  steps:
  - name: clone
    image: git
    script: git clone
`

describe('a Pipeline that a project keeps', () => {
  it('has the Tasks of its document in place, in the newest version of Tekton', () => {
    const read = readKeptPipeline('ship', `${pipeline}---\n${task}`)
    if (!read.ok) throw new Error(read.error[0]?.message)
    expect(read.value).toMatchObject({
      apiVersion: 'tekton.dev/v1',
      metadata: { name: 'ship', annotations: { [keptAnnotation]: 'pipeline/ship' } },
      spec: { params: [{ name: 'rev', default: 'main' }], tasks: [{ name: 'fetch' }, { name: 'build' }] },
    })
    expect(read.value.spec.tasks.map(({ taskRef, taskSpec }) => [taskRef, taskSpec?.steps?.[0]?.name])).toEqual([
      [undefined, 'clone'],
      [undefined, 'make'],
    ])
  })

  it('is read as programs for Kubernetes read it, with anchors and merge keys', () => {
    const merged = pipeline
      .replace('  - name: build\n', '  - &build\n    name: build\n')
      .concat('  - <<: *build\n    name: again\n    runAfter: [build]\n')
    const read = readKeptPipeline('ship', `${merged}---\n${task}`)
    if (!read.ok) throw new Error(read.error[0]?.message)
    expect(read.value.spec.tasks[2]).toMatchObject({
      name: 'again',
      runAfter: ['build'],
      taskSpec: { steps: [{ name: 'make', image: 'golang' }] },
    })
  })

  it('is refused at the place of what is missing', () => {
    const read = readKeptPipeline('ship', pipeline)
    expect(read).toMatchObject({
      ok: false,
      error: [{ code: 'tekton-reference', place: { document: 'pipeline/ship', line: 8 } }],
    })
    expect(readKeptPipeline('other', pipeline)).toMatchObject({ ok: false, error: [{ code: 'tekton-reference' }] })
    expect(readKeptPipeline('ship', 'a: [')).toMatchObject({ ok: false, error: [{ place: { line: 1 } }] })
  })
})
