import { expect, it } from 'vitest'
import type { Finding } from '#domain/problem.ts'
import { readBundle } from '../bundle/bundle.ts'
import { inlineRun } from '../bundle/inline-run.ts'
import { placeFinding } from '../bundle/written-place.ts'
import { validateRun } from './validate-run.ts'

/** The errors in a file with one run, as `line path: code`. */
function refused(text: string): readonly string[] {
  const bundle = readBundle(text, 'file.yaml', (data) => data)
  if (!bundle.ok) return [`${bundle.error.place?.line ?? 0} ${bundle.error.place?.path ?? ''}: ${bundle.error.code}`]
  const { errors } = bundle.value
  const [document] = bundle.value.runs
  if (document === undefined) return placesOf(errors)
  const identity = { nameAfter: (prefix: string) => `${prefix}1`, uid: 'u', createdAt: '2026-01-01T00:00:00.000Z' }
  const inlined = inlineRun(document, bundle.value, identity)
  const findings = inlined.ok
    ? validateRun(inlined.value.run).map((finding) => placeFinding(finding, document, bundle.value))
    : inlined.error.findings
  return placesOf([...errors, ...findings])
}

function placesOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, place }) => `${place.line ?? 0} ${place.path ?? ''}: ${code}`)
}

const step = 'steps: [{ name: a, image: x, script: echo }]'
const taskRun = (lines: string): string =>
  `apiVersion: tekton.dev/v1\nkind: TaskRun\nmetadata: { name: t }\nspec:\n  taskSpec:\n    ${lines.replaceAll('\n', '\n    ')}\n`
const pipelineRun = (lines: string, more = 'x'): string =>
  `apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata: { name: p }\nspec:\n  ${more === 'x' ? 'params: []' : more}\n  pipelineSpec:\n    ${lines.replaceAll('\n', '\n    ')}\n`
const one = (more: string): string => `tasks: [{ name: a, taskSpec: { ${step} }, ${more} }]`

/** A task that runs once per item and has a result, and a task that reads it. */
const fannedOut = (type: string, read: string): string =>
  `tasks:\n- { name: a, matrix: { params: [{ name: p, value: [x, y] }] }, taskSpec: { results: [{ name: r${type} }], ${step} } }\n- { name: b, params: [{ name: q, value: "$(tasks.a.results.${read})" }], taskSpec: { ${step} } }`

it.each<[string, string, string]>([
  ['a step without an image', 'steps: [{ script: echo }]', '6 spec.taskSpec.steps[0]: tekton-no-image'],
  [
    'a sidecar without one',
    `sidecars: [{ name: s, script: x }]\n${step}`,
    '6 spec.taskSpec.sidecars[0]: tekton-no-image',
  ],
  [
    'script and command of a sidecar',
    `sidecars: [{ name: s, image: x, script: x, command: [x] }]\n${step}`,
    '6 spec.taskSpec.sidecars[0]: tekton-script-and-command',
  ],
  [
    "a mount where Tekton's own files are",
    'volumes: [{ name: v, emptyDir: {} }]\nsteps: [{ image: x, script: x, volumeMounts: [{ name: v, mountPath: /tekton/x }] }]',
    '7 spec.taskSpec.steps[0].volumeMounts[0].mountPath: tekton-mount',
  ],
  [
    'a workspace of a sidecar that the Task does not declare',
    `workspaces: [{ name: v, optional: true }]\nsidecars: [{ name: s, image: x, workspaces: [{ name: w, mountPath: /w }] }]\n${step}`,
    '6 spec.taskSpec.workspaces: tekton-unknown-workspace',
  ],
  [
    'a result in a script that the Task does not declare',
    'results: [{ name: r }, { name: a.b }]\nsteps: [{ image: x, script: "echo $(results.r.path) $(results[\'a.b\'].path) $(results.s.path)" }]',
    '7 spec.taskSpec.steps[0].script: tekton-unknown-result',
  ],
  [
    'a parameter twice',
    `params: [{ name: p, default: a }, { name: p, default: b }]\n${step}`,
    '6 spec.taskSpec.params[1].name: tekton-twice',
  ],
  [
    'a volume twice',
    `volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]\n${step}`,
    '6 spec.taskSpec.volumes[1].name: tekton-twice',
  ],
  [
    'two workspaces in one place',
    `workspaces: [{ name: v, optional: true, mountPath: /a }, { name: w, optional: true, mountPath: /a/ }]\n${step}`,
    '6 spec.taskSpec.workspaces[1].mountPath: tekton-mount',
  ],
  [
    'a parameter that is no name',
    `params: [{ name: 1 p, default: a }]\n${step}`,
    '6 spec.taskSpec.params[0].name: tekton-name',
  ],
  ['a result that is no name', `results: [{ name: a b }]\n${step}`, '6 spec.taskSpec.results[0].name: tekton-name'],
  [
    'a result from nowhere',
    `results: [{ name: a, value: b }]\n${step}`,
    '6 spec.taskSpec.results[0].value: tekton-result-value',
  ],
  [
    'an object without properties',
    `params: [{ name: o, type: object, default: { a: b } }]\n${step}`,
    '6 spec.taskSpec.params[0]: tekton-properties',
  ],
  [
    'a default of another type',
    `params: [{ name: o, type: array, default: abc }]\n${step}`,
    '6 spec.taskSpec.params[0].default: tekton-parameter-type',
  ],
  [
    'a default that is not allowed',
    `params: [{ name: o, enum: [a, b], default: c }]\n${step}`,
    '6 spec.taskSpec.params[0].enum: tekton-parameter-enum',
  ],
  [
    'a list in the text of a script',
    'params: [{ name: l, type: array, default: [a] }]\nsteps: [{ image: x, script: "echo $(params.l[*])" }]',
    '7 spec.taskSpec.steps[0].script: tekton-usage',
  ],
  [
    'a list inside of a word',
    'params: [{ name: l, type: array, default: [a] }]\nsteps: [{ image: x, command: [a], args: ["x$(params.l[*])"] }]',
    '7 spec.taskSpec.steps[0].args[0]: tekton-usage',
  ],
  [
    'a key that an object has not got',
    'params: [{ name: o, properties: { a: {} }, default: { a: b } }]\nsteps: [{ image: x, script: "echo $(params.o.b)" }]',
    '7 spec.taskSpec.steps[0].script: tekton-usage',
  ],
  [
    'a context that there is not',
    'steps: [{ image: x, script: "echo $(context.taskRun.uuid)" }]',
    '6 spec.taskSpec.steps[0].script: tekton-usage',
  ],
  [
    'a parameter that nobody declares',
    'steps: [{ image: x, script: "echo $(params.none)" }]',
    '6 spec.taskSpec: tekton-unknown-parameter',
  ],
  [
    'the result of a step in a script',
    'steps: [{ name: a, image: x, script: x, results: [{ name: r }] }, { image: x, script: "echo $(steps.a.results.r)" }]',
    '6 spec.taskSpec.steps[1].script: tekton-usage',
  ],
])('refuses, as a cluster does, in a Task: %s', (_, lines, finding) => {
  expect(refused(taskRun(lines)).map((text) => text.replace(/^5 spec.taskSpec:/, '6 spec.taskSpec:'))).toEqual([
    finding,
  ])
})

it.each<[string, string, string]>([
  [
    'a parameter given twice',
    pipelineRun(one('params: [{ name: p, value: a }, { name: p, value: b }]')),
    'tasks[0].params[1].name: tekton-twice',
  ],
  ['a Task by name and in place', pipelineRun(one('taskRef: { name: t }')), 'tasks[0].taskSpec: tekton-reference'],
  [
    'retries that go on after an error',
    pipelineRun(one('retries: 1, onError: continue')),
    'tasks[0].onError: tekton-on-error',
  ],
  [
    'a list of what a matrix wrote for a parameter that is a text',
    pipelineRun(
      fannedOut('', 'r[*]').replace(
        /taskSpec: \{ (steps: [^}]*\}\]) \} \}$/,
        'taskSpec: { params: [{ name: q, type: string }], $1 } }',
      ),
    ),
    '9 spec.pipelineSpec.tasks[1].params[0].value: tekton-parameter-type',
  ],
  [
    'a parameter of a matrix beside it',
    pipelineRun(one('params: [{ name: p, value: x }], matrix: { params: [{ name: p, value: [a] }] }')),
    'tasks[0].params[0].name: tekton-matrix-parameter',
  ],
  [
    'too many combinations',
    pipelineRun(
      one(
        `matrix: { params: [${['p', 'q'].map((name) => `{ name: ${name}, value: [${Array(17).fill('"1"').join(', ')}] }`).join(', ')}] }`,
      ),
    ),
    'tasks[0].matrix: tekton-matrix-size',
  ],
  [
    'a guard of both kinds',
    pipelineRun(one('when: [{ cel: "true", input: x, operator: in, values: [a] }]')),
    'tasks[0].when[0]: tekton-when',
  ],
  [
    'a guard without values',
    pipelineRun(one('when: [{ input: x, operator: in, values: [] }]')),
    'tasks[0].when[0]: tekton-when',
  ],
  [
    'how a task ended, before the end',
    pipelineRun(one('params: [{ name: p, value: $(tasks.a.status) }]')),
    'tasks[0]: tekton-state',
  ],
  [
    'how a task ended that is not there',
    pipelineRun(
      `${one('retries: 0')}\nfinally: [{ name: b, taskSpec: { ${step} }, params: [{ name: p, value: $(tasks.z.status) }] }]`,
    ),
    'finally[0]: tekton-unknown-task',
  ],
  [
    'a context that there is not',
    pipelineRun(one('params: [{ name: p, value: $(context.pipelineRun.uuid) }]')),
    'tasks[0]: tekton-usage',
  ],
  [
    'a context that there is not, in a matrix',
    pipelineRun(one('matrix: { params: [{ name: p, value: [$(context.pipeline.uid)] }] }')),
    'tasks[0]: tekton-usage',
  ],
  [
    'a matrix over a text',
    pipelineRun(one('matrix: { params: [{ name: p, value: a }] }')),
    'tasks[0].matrix.params[0].value: tekton-matrix-list',
  ],
  [
    'a matrix over all of a text',
    pipelineRun(
      `params: [{ name: t, default: a }]\n${one('matrix: { params: [{ name: p, value: "$(params.t[*])" }] }')}`,
    ),
    'tasks[0].matrix.params[0].value: tekton-matrix-list',
  ],
  [
    'a list that a matrix includes',
    pipelineRun(one('matrix: { include: [{ name: i, params: [{ name: p, value: [a] }] }] }')),
    'tasks[0].matrix.include[0].params[0].value: tekton-matrix-text',
  ],
  ['one result of a matrix', pipelineRun(fannedOut('', 'r')), 'tasks[1]: tekton-matrix-result'],
  ['lists that a matrix gave', pipelineRun(fannedOut(', type: array', 'r[*]')), 'tasks[1]: tekton-matrix-result'],
  [
    'a result made of nothing',
    pipelineRun(`${one('retries: 0')}\nresults: [{ name: r, value: plain }]`),
    'results[0].value: tekton-result-value',
  ],
])('refuses, as a cluster does, in a Pipeline: %s', (_, text, finding) => {
  expect(refused(text)).toEqual([expect.stringMatching(/^\d /)].map(() => expect.stringContaining(finding)))
})

it('refuses names that no object may have, and a run that is said twice', () => {
  expect(refused(taskRun(step).replace('name: t', 'name: Ab_'))).toEqual(['3 metadata.name: tekton-unsupported'])
  expect(refused(taskRun(step).replace('name: t', `name: ${'a'.repeat(64)}`))).toEqual([
    '3 metadata.name: tekton-unsupported',
  ])
  expect(refused(pipelineRun(one('retries: 0'), 'pipelineRef: { name: x }'))).toEqual([
    '5 spec.pipelineRef: tekton-reference',
  ])
})

it('takes all results of a matrix, all of a list, and contexts that there are', () => {
  expect(refused(pipelineRun(fannedOut('', 'r[*]')))).toEqual([])
  const all =
    'matrix: { params: [{ name: p, value: "$(params.l[*])" }, { name: q, value: [$(context.pipelineTask.retries)] }] }'
  expect(refused(pipelineRun(`params: [{ name: l, type: array, default: [a] }]\n${one(all)}`))).toEqual([])
})

it('refuses a workspace that a Task of its own does not declare; an embedded one takes it', () => {
  const task = `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: t }\nspec: { ${step} }\n---\n`
  const bound = (way: string): string =>
    pipelineRun(
      `workspaces: [{ name: w }]\ntasks: [{ name: a, ${way}, workspaces: [{ name: w }] }]`,
      'workspaces: [{ name: w, emptyDir: {} }]',
    )
  expect(refused(`${task}${bound('taskRef: { name: t }')}`)).toEqual([
    expect.stringContaining('tasks[0].workspaces[0]: tekton-stray-workspace'),
  ])
  expect(refused(bound(`taskSpec: { ${step} }`))).toEqual([])
})

it('takes a field that holds nothing for one that is not there', () => {
  const empty = `description:\nparams: [{ name: p, default: x, description: ~ }]\nsteps: [{ image: x, script: x, workingDir: ~ }]`
  expect(refused(taskRun(empty))).toEqual([])
})

it('names the line of the Task or Pipeline that a run refers to', () => {
  const task =
    'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: build }\nspec:\n  steps:\n  - name: a\n    script: echo\n'
  const pipeline =
    'apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: all }\nspec:\n  tasks:\n  - name: b\n    taskRef: { name: build }\n  - name: c\n    taskRef: { name: none }\n'
  const ref = (kind: string, name: string): string =>
    `apiVersion: tekton.dev/v1\nkind: ${kind}Run\nmetadata: { name: r }\nspec: { ${kind.toLowerCase()}Ref: { name: ${name} } }\n`
  expect(refused([ref('Task', 'build'), task].join('---\n'))).toEqual(['11 spec.steps[0]: tekton-no-image'])
  expect(refused([task, pipeline, ref('Pipeline', 'all')].join('---\n'))).toEqual([
    '17 spec.tasks[1].taskRef.name: tekton-reference',
  ])
  const whole = pipeline.replace('{ name: none }', '{ name: build }')
  expect(refused([task, whole, ref('Pipeline', 'all')].join('---\n'))).toEqual([
    '6 spec.steps[0]: tekton-no-image',
    '6 spec.steps[0]: tekton-no-image',
  ])
})

it('refuses lists and objects that a task hands on where its Task takes another type', () => {
  const params = 'params: [{ name: l, value: [x] }, { name: o, value: { k: v } }]'
  const takes = (type: string, value: string, more = ''): string =>
    pipelineRun(
      `params: [{ name: l, type: array }, { name: o, type: object, properties: { k: { type: string } } }]\ntasks:\n- { name: a, params: [{ name: p, value: "${value}" }], taskSpec: { params: [{ name: p, type: ${type}${more} }], ${step} } }\n- { name: r, taskSpec: { results: [{ name: list, type: array }, { name: text }], ${step} } }`,
      params,
    )
  const at = 'spec.pipelineSpec.tasks[0].params[0].value'
  expect(refused(takes('string', '$(params.l[*])'))).toEqual([expect.stringContaining(`${at}: tekton-parameter-type`)])
  expect(refused(takes('string', '$(params.o[*])'))).toEqual([expect.stringContaining(`${at}: tekton-parameter-type`)])
  expect(refused(takes('string', '$(tasks.r.results.list[*])'))).toEqual([
    expect.stringContaining(`${at}: tekton-parameter-type`),
  ])
  expect(refused(takes('string', 'all of $(params.l[*])'))).toEqual([expect.stringContaining(`${at}: tekton-usage`)])
  expect(refused(takes('array', '$(params.l[*])'))).toEqual([])
  expect(refused(takes('object', '$(params.o[*])', ', properties: { k: { type: string } }'))).toEqual([])
  expect(refused(takes('string', '$(params.l[0]) $(params.o.k) $(tasks.r.results.text)'))).toEqual([])
})

it('refuses a key that an object result does not have', () => {
  const reads = (key: string): string =>
    pipelineRun(
      `tasks:\n- { name: a, taskSpec: { results: [{ name: o, type: object, properties: { k: { type: string } } }], ${step} } }\n- { name: b, params: [{ name: p, value: $(tasks.a.results.o.${key}) }], taskSpec: { params: [{ name: p }], ${step} } }`,
    )
  expect(refused(reads('none'))).toEqual([expect.stringContaining('tasks[1]: tekton-unknown-result')])
  expect(refused(reads('k'))).toEqual([])
})

it('refuses what a step says beside the StepAction that it refers to', () => {
  const action =
    'apiVersion: tekton.dev/v1beta1\nkind: StepAction\nmetadata: { name: act }\nspec: { params: [{ name: who }], image: x, script: echo $(params.who) }\n---\n'
  const uses = (more: string): string => `${action}${taskRun(`steps: [{ name: s, ${more} }]`)}`
  const who = 'params: [{ name: who, value: you }]'
  expect(refused(uses(`ref: { name: act }, ${who}`))).toEqual([])
  expect(refused(uses(`ref: { name: act }, ${who}, script: echo, env: [{ name: A, value: b }]`))).toEqual([
    expect.stringContaining('steps[0].script: tekton-reference'),
    expect.stringContaining('steps[0].env: tekton-reference'),
  ])
  expect(refused(uses('ref: { name: act }, params: [{ name: who, value: [a] }, { name: other, value: b }]'))).toEqual([
    expect.stringContaining('steps[0].params[0].value: tekton-parameter-type'),
    expect.stringContaining('steps[0].params[1]: tekton-reference'),
  ])
  expect(refused(uses('image: x, script: echo, params: [{ name: a, value: b }]'))).toEqual([
    expect.stringContaining('steps[0].params: tekton-reference'),
  ])
})
