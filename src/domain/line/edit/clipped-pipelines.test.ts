import { describe, expect, it } from 'vitest'
import { readKeptPipeline } from '../../tekton/bundle/kept-pipeline.ts'
import { readClip } from './clip.ts'

const task = `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: greet}
spec:
  params:
    - {name: who, type: string, default: you}
    - {name: words, type: array, default: [hello]}
  workspaces: [{name: source, optional: true}]
  results: [{name: said, description: What was said}]
  steps: [{name: greet, image: alpine, args: ["$(params.words[*])"], script: 'echo "$(params.who)"'}]
`
const pipeline = `apiVersion: tekton.dev/v1
kind: Pipeline
metadata: {name: ship}
spec: {params: [{name: to}], tasks: [{name: greet, taskRef: {name: greet}}]}
`

function run(spec: string): string {
  return `apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: {generateName: ship-now-}\nspec: ${spec}\n`
}

describe('Tekton objects that are pasted', () => {
  it('gives the values of a PipelineRun to the stage of its Pipeline', () => {
    const params = '[{name: to, value: moon}, {name: count, value: 3}, {name: list, value: [a]}]'
    const clip = readClip([run(`{pipelineRef: {name: ship}, params: ${params}}`), pipeline, task].join('---\n'))
    expect(clip?.pipelines.map(({ name, params: values }) => ({ name, values }))).toEqual([
      {
        name: 'ship',
        values: [
          { name: 'to', value: 'moon' },
          { name: 'count', value: '3' },
        ],
      },
    ])
    expect(clip?.leftOut).toEqual([])
  })

  it('makes lists and objects of a PipelineRun what its Pipeline takes by itself', () => {
    const params = '[{name: list, value: [a, "1"]}, {name: object, value: {b: "2"}}, {name: other, value: [c]}]'
    const taking = pipeline.replace(
      'params: [',
      'params: [{name: list, type: array, default: [z]}, {name: object, type: object, properties: {b: {}}}, ',
    )
    const clip = readClip([run(`{pipelineRef: {name: ship}, params: ${params}}`), taking, task].join('---\n'))
    const read = readKeptPipeline('ship', clip?.pipelines[0]?.text ?? '')
    expect(read.ok ? read.value.spec.params?.map(({ default: value }) => value) : read.error).toEqual([
      ['a', '1'],
      { b: '2' },
      undefined,
    ])
  })

  it('gives each Pipeline a name of its own that the project can store it by', () => {
    const named = (name: string, task: string) =>
      `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: ${name}}\nspec: {tasks: [{name: ${task}, taskSpec: {steps: [{image: alpine}]}}]}\n`
    const texts = [
      named('ship', 'a'),
      named('ship', 'b'),
      named('ship', 'a'),
      named('ビルド', 'a'),
      named('テスト', 'a'),
    ]
    const pipelines = readClip(texts.join('---\n'))?.pipelines ?? []
    const names = pipelines.map(({ name }) => name)
    expect(names.slice(0, 3)).toEqual(['ship', 'ship-2', 'ship'])
    expect(new Set(names).size).toBe(4)
    expect(pipelines.map(({ name, text }) => readKeptPipeline(name, text).ok)).toEqual(texts.map(() => true))
  })

  it('takes the Pipeline out of a PipelineRun, with its Tasks', () => {
    const spec = '{pipelineSpec: {tasks: [{name: greet, taskRef: {name: greet}}]}}'
    const clip = readClip([run(spec), task].join('---\n'))
    expect(clip).toMatchObject({ pipelines: [{ name: 'ship-now', params: [] }], leftOut: [] })
    expect(readKeptPipeline('ship-now', clip?.pipelines[0]?.text ?? '')).toMatchObject({ ok: true })
  })

  it('gives the stage the folders that a PipelineRun gives its Pipeline, and says what it cannot take', () => {
    const spec = `{
      taskRunTemplate: {serviceAccountName: builder},
      timeouts: {pipeline: 1h},
      workspaces: [
        {name: source, volumeClaimTemplate: {spec: {}}},
        {name: login, secret: {secretName: regcred}},
        {name: cache, persistentVolumeClaim: {claimName: gems}}],
      pipelineSpec: {
        workspaces: [{name: source, optional: true}, {name: login, optional: true}, {name: cache}],
        tasks: [{name: greet, taskRef: {name: greet}}]}}`
    const [made] = readClip([run(spec), task].join('---\n'))?.pipelines ?? []
    expect(made?.notTaken).toEqual([
      'Secret regcred',
      'PersistentVolumeClaim gems',
      'ServiceAccount builder',
      'timeouts',
    ])
    const read = readKeptPipeline('ship-now', made?.text ?? '')
    expect(read.ok && read.value.spec.workspaces).toEqual([
      { name: 'source' },
      { name: 'login', optional: true },
      { name: 'cache' },
    ])
  })

  it('names a PipelineRun whose Pipeline is elsewhere', () => {
    expect(readClip(run('{pipelineRef: {name: there}}'))).toBeUndefined()
    expect(readClip([run('{pipelineRef: {name: there}}'), pipeline].join('---\n'))?.leftOut).toEqual(['PipelineRun'])
  })

  it('makes a Pipeline of a Task that stands alone', () => {
    const [made] = readClip(task)?.pipelines ?? []
    expect(made?.name).toBe('greet')
    expect(readKeptPipeline('greet', made?.text ?? '')).toMatchObject({
      ok: true,
      value: {
        spec: {
          params: [{ name: 'who' }, { name: 'words' }],
          workspaces: [{ name: 'source', optional: true }],
          tasks: [
            {
              params: [
                { name: 'who', value: '$(params.who)' },
                { name: 'words', value: ['$(params.words[*])'] },
              ],
            },
          ],
          results: [{ name: 'said', value: '$(tasks.task.results.said)' }],
        },
      },
    })
  })
})
