import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { pipelineSpecSchema, type PipelineSpec } from '../pipeline.ts'
import { withChildren } from './child-pipeline.ts'

function spec(text: string): PipelineSpec {
  return pipelineSpecSchema.parse(parse(text))
}

const child = spec(`
params: [{name: who}, {name: list, type: array, default: [d]}]
workspaces: [{name: src}]
results: [{name: said, value: $(tasks.say.results.out)}, {name: all, value: "$(tasks.say.results.many[*])"}]
tasks:
  - {name: get, workspaces: [{name: w, workspace: src, subPath: in}], taskSpec: {workspaces: [{name: w}], steps: [{image: a, script: "ls $(workspaces.w.path)"}]}}
  - name: say
    runAfter: [get]
    when: [{input: $(params.who), operator: in, values: ["$(params.list[*])"]}]
    params: [{name: l, value: ["$(params.list[*])", z]}, {name: at, value: "$(params.list[1])"}]
    taskSpec: {results: [{name: out}, {name: many, type: array}], steps: [{image: a, script: "echo $(params.who) $(workspaces.src.path) $(context.pipelineRun.name)"}]}
`)

function placed(text: string, spec_: PipelineSpec = child) {
  return withChildren(spec(text), new Map([['c', { name: 'child', spec: spec_, path: 'spec.pipelineSpec.tasks[0]' }]]))
}

const parent = `
results: [{name: r, value: "$(tasks.c.results.all[0])"}]
tasks:
  - name: c
    runAfter: [first]
    when: [{input: $(params.go), operator: in, values: [yes]}]
    params: [{name: who, value: $(tasks.who.results.name)}, {name: list, value: ["$(params.names[*])"]}]
    workspaces: [{name: src, workspace: shared, subPath: app}]
  - {name: next, runAfter: [c], params: [{name: t, value: $(tasks.c.results.said)}], taskSpec: {steps: [{image: a}]}}
finally:
  - {name: end, params: [{name: t, value: $(tasks.c.results.said)}], taskSpec: {steps: [{image: a}]}}
`

describe('withChildren', () => {
  it('puts the tasks of a child in the place of the task that runs it, with what that task gives', () => {
    const { spec: made, findings } = placed(parent)
    expect(findings).toEqual([])
    const [get, say, next] = made.tasks
    expect(get).toMatchObject({
      name: 'c-get',
      runAfter: ['first', 'who'],
      when: [{ input: '$(params.go)' }],
      workspaces: [{ name: 'w', workspace: 'shared', subPath: 'app/in' }],
      taskSpec: { steps: [{ script: 'ls $(workspaces.w.path)' }] },
    })
    expect(say).toMatchObject({
      name: 'c-say',
      runAfter: ['c-get', 'first', 'who'],
      when: [
        { input: '$(params.go)' },
        { input: '$(tasks.who.results.name)', operator: 'in', values: ['$(params.names[*])'] },
      ],
      taskSpec: { steps: [{ script: 'echo $(params.who) $(workspaces.shared.path) $(context.pipelineRun.name)-c' }] },
    })
    expect(say?.params).toEqual([
      { name: 'l', value: ['$(params.names[*])', 'z'] },
      { name: 'at', value: '$(params.names[1])' },
      { name: 'list', value: '$(params.names[*])' },
      { name: 'who', value: '$(tasks.who.results.name)' },
    ])
    expect(next).toMatchObject({ runAfter: ['c-get', 'c-say'], params: [{ value: '$(tasks.c-say.results.out)' }] })
    expect(made.finally?.[0]).toMatchObject({ params: [{ value: '$(tasks.c-say.results.out)' }] })
    expect(made.results).toEqual([{ name: 'r', value: '$(tasks.c-say.results.many[0])' }])
  })

  it('refuses by its field what tasks in the place of a Pipeline cannot do', () => {
    const text = 'tasks: [{name: c, retries: 2}, {name: n, params: [{name: t, value: $(tasks.c.results.gone)}]}]'
    const { findings } = placed(text, { ...child, finally: child.tasks })
    expect(findings.map(({ place, message }) => `${place.path ?? ''}: ${message}`)).toEqual([
      'spec.pipelineSpec.tasks[0].retries: Task "c": retries of a Pipeline in a Pipeline is not supported',
      'spec.pipelineSpec.tasks[0]: Task "c": finally tasks of a Pipeline in a Pipeline are not supported',
      'spec.pipelineSpec.tasks[0].params: Task "c": the Pipeline needs the parameter "who"',
      'spec.pipelineSpec.tasks[0]: Task "c" has no result that $(tasks.c.results.gone) could be',
    ])
  })
})
