import { describe, expect, it } from 'vitest'
import { pipelineSchema } from '../../tekton/pipeline.ts'
import { taskSchema } from '../../tekton/task.ts'
import type { KernelStage, KernelTask } from '../kernel/kernel-answer.ts'
import { pipelineParamName } from './tekton-params.ts'
import { tektonManifests } from './tekton-pipelines.ts'

function aTask(id: string, more: Partial<KernelTask> = {}): KernelTask {
  return {
    id,
    name: id,
    prefix: '',
    prefixAllParams: false,
    params: [],
    runAfter: [],
    when: [],
    approvalRequired: false,
    usesAppParams: false,
    usesAppSecrets: false,
    env: '',
    constParams: [],
    results: [],
    spec: { steps: [{ name: 's', image: 'i', script: 'true' }] },
    retries: 0,
    adapters: ['a.example/x'],
    leaves: [],
    ...more,
  }
}

function aStage(name: string, tasks: readonly KernelTask[], more: Partial<KernelStage> = {}): KernelStage {
  return { name, tasks: [...tasks], results: [], adapters: ['a.example/x'], ...more }
}

function param(name: string, more: Partial<KernelTask['params'][number]> = {}) {
  return { name, description: '', prefix: false, ...more }
}

const options = { prefix: 'shop', appconfigParams: ['env'], appconfigSecrets: ['token'] }

function compile(...stages: KernelStage[]) {
  const made = tektonManifests(stages, options)
  for (const pipeline of made.pipelines) pipelineSchema.parse(pipeline)
  for (const task of made.tasks) taskSchema.parse(task)
  return made
}

describe('pipelineParamName', () => {
  it.each([
    ['', true, false, 'buildTag', 'buildTag'],
    ['app', true, false, 'buildTag', 'appBuildTag'],
    ['nginx', true, false, 'imageTag', 'nginxImageTag'],
    ['preview', false, true, 'checkTimeoutSeconds', 'previewCheckTimeoutSeconds'],
    ['Active', false, true, 'checkTimeoutSeconds', 'activeCheckTimeoutSeconds'],
    ['preview', false, false, 'appName', 'appName'],
  ])('prefix %j, all %j, own %j: %s is %s', (prefix, prefixAllParams, own, name, expected) => {
    expect(pipelineParamName({ prefix, prefixAllParams }, { name, prefix: own })).toBe(expected)
  })
})

describe('tektonManifests', () => {
  it('refuses what Tekton would take for something else', () => {
    const steps = [
      aTask('a', { approvalRequired: true, when: [{ input: { text: 'x' }, operator: 'equals', values: ['x'] }] }),
      aTask('approval-a', {
        params: [param('url'), param('kind')],
        constParams: [
          { name: 'url', value: { text: 'https://$(params.host)/' } },
          { name: 'kind', value: { text: 'web' } },
        ],
      }),
      aTask('Web_b', { prefix: 'myApp' }),
    ]
    const found = tektonManifests([aStage('build', steps)], options).findings
    expect(found.map(({ severity, code, args }) => [severity, code, args['name'] ?? args['operator']])).toEqual([
      ['error', 'task-when-operator', 'equals'],
      ['error', 'task-approval-name', 'approval-a'],
      ['error', 'task-constant', 'url'],
      ['warning', 'task-name', 'Web_b'],
      ['warning', 'task-name', 'myApp'],
    ])
  })

  it('writes tasks, their Tasks and their parameters in the order in which they run, however CUE has them', () => {
    const scan = aTask('scan', { runAfter: ['build'], params: [param('level')] })
    const build = aTask('build', { runAfter: ['checkout'], params: [param('tag')], approvalRequired: true })
    const checkout = aTask('checkout', { params: [param('revision')] })
    const { tasks, pipelines } = compile(aStage('build', [scan, build, checkout]))
    expect(pipelines[0]?.spec.tasks.map(({ name }) => name)).toEqual(['checkout', 'build', 'approval-build', 'scan'])
    expect(pipelines[0]?.spec.params?.map(({ name }) => name)).toEqual(['revision', 'tag', 'level'])
    expect(tasks.map(({ metadata }) => metadata.name)).toEqual(['shop-checkout', 'shop-build', 'shop-scan'])
  })

  it('names Tasks by application, prefix and name, and shares them between stages', () => {
    const checkout = aTask('checkout', {
      name: 'git-checkout',
      spec: { steps: [{ name: 's', resources: { limits: { cpu: '1' } } }] },
    })
    const check = aTask('check', { name: 'check-rollout-status', prefix: 'preview' })
    const { tasks, pipelines, findings } = compile(aStage('build', [checkout]), aStage('deploy', [checkout, check]))
    expect(findings).toEqual([])
    expect(tasks.map(({ metadata }) => metadata.name)).toEqual([
      'shop-git-checkout',
      'shop-preview-check-rollout-status',
    ])
    expect(tasks[0]?.spec.steps[0]).toMatchObject({ computeResources: { limits: { cpu: '1' } } })
    expect(pipelines.map(({ metadata }) => metadata.name)).toEqual(['shop-build', 'shop-deploy'])
  })

  it('refuses two different Tasks of one name and names both adapters', () => {
    const other = aTask('t', {
      spec: { steps: [{ name: 's', image: 'j', script: 'true' }] },
      adapters: ['b.example/y'],
    })
    const { findings } = compile(aStage('one', [aTask('t')]), aStage('two', [other]))
    expect(findings).toMatchObject([
      {
        code: 'task-collision',
        args: { name: 'shop-t', at: 'spec.steps.s.image', adapters: 'a.example/x, b.example/y' },
      },
    ])
  })

  it('leaves out lists that hold nothing', () => {
    const spec = { steps: [{ name: 's', image: 'i' }], volumes: [], sidecars: [] }
    expect(Object.keys(compile(aStage('one', [aTask('t', { spec })])).tasks[0]?.spec ?? {})).toEqual(['steps'])
  })

  it('says which adapter brings a task that would be no Task', () => {
    const { tasks, findings } = compile(aStage('one', [aTask('t', { spec: { steps: [] } })]))
    expect(tasks).toEqual([])
    expect(findings).toMatchObject([
      { code: 'task-invalid', args: { name: 'shop-t', field: 'spec.steps', adapters: 'a.example/x' } },
    ])
  })

  it('warns of what steps refer to and the task does not declare', () => {
    const script =
      'get $(params.url) $(params["file.name"]) $(params.list[*]) $(params.uri) > $(results.code.path); ls $(ls) $(results.cod.path)'
    const params = [param('url'), param('file.name'), param('list')]
    const results = [{ name: 'code', description: '' }]
    const spec = { steps: [{ name: 's', image: 'i', script }] }
    const { findings } = compile(aStage('one', [aTask('t', { params, results, spec })]))
    expect(findings.map(({ code, severity, args }) => [code, severity, args['text']])).toEqual([
      ['task-undeclared', 'warning', 'params.uri'],
      ['task-undeclared', 'warning', 'results.cod.path'],
    ])
  })

  it('warns of what a condition or a constant refers to and the Pipeline does not have', () => {
    const made = aTask('made', { results: [{ name: 'code', description: '' }] })
    const guarded = aTask('guarded', {
      prefix: 'web',
      prefixAllParams: true,
      params: [param('branch'), param('code')],
      constParams: [{ name: 'code', value: { text: '$(tasks.made.results.cod)' } }],
      when: [
        { input: { text: '$(params.webBranch)' }, operator: 'in', values: ['$(tasks.made.results.code)'] },
        { input: { text: '$(params.branch)' }, operator: 'in', values: ['$(context.pipelineRun.name)'] },
      ],
    })
    const { findings } = compile(aStage('one', [made, guarded]))
    expect(findings.map(({ code, severity, args }) => [code, severity, args['text']])).toEqual([
      ['task-unknown-value', 'warning', 'params.branch'],
      ['task-unknown-value', 'warning', 'tasks.made.results.cod'],
    ])
  })

  it('unites parameters: a default serves tasks without one, lifted names are remembered, constants are not lifted', () => {
    const one = aTask('one', {
      params: [
        param('same', { default: '1' }),
        param('differs', { default: '1' }),
        param('first', { default: '' }),
        param('second'),
        param('fixed'),
      ],
      constParams: [{ name: 'fixed', value: { text: 'x' } }],
    })
    const two = aTask('two', {
      prefix: 'app',
      params: [
        param('same', { default: '1' }),
        param('differs', { default: '2' }),
        param('first'),
        param('second', { default: 'b' }),
        param('own', { prefix: true }),
      ],
    })
    const [pipeline] = compile(aStage('s', [one, two])).pipelines
    expect(pipeline?.spec.params).toEqual([
      { name: 'same', type: 'string', default: '1' },
      { name: 'differs', type: 'string' },
      { name: 'first', type: 'string', default: '' },
      { name: 'second', type: 'string', default: 'b' },
      { name: 'appOwn', type: 'string' },
    ])
    expect(JSON.parse(pipeline?.metadata.annotations?.['linewright.dev/original-params'] ?? '')).toEqual({
      appOwn: 'own',
    })
    expect(pipeline?.spec.tasks[0]?.params).toEqual([
      { name: 'same', value: '$(params.same)' },
      { name: 'differs', value: '$(params.differs)' },
      { name: 'first', value: '$(params.first)' },
      { name: 'second', value: '$(params.second)' },
      { name: 'fixed', value: 'x' },
    ])
    expect(pipeline?.spec.tasks[1]?.params?.at(-1)).toEqual({ name: 'own', value: '$(params.appOwn)' })
  })

  it('puts an approval behind a task, and everything that followed the task behind the approval', () => {
    const tasks = [
      aTask('promote', { runAfter: ['wait'] }),
      aTask('wait', { approvalRequired: true }),
      aTask('last', { approvalRequired: true, runAfter: ['promote'] }),
    ]
    const [pipeline] = compile(aStage('release', tasks)).pipelines
    expect(pipeline?.spec.tasks.map(({ name, runAfter = [] }) => [name, runAfter])).toEqual([
      ['wait', []],
      ['approval-wait', ['wait']],
      ['promote', ['approval-wait']],
      ['last', ['promote']],
      ['approval-last', ['last']],
    ])
    expect(pipeline?.spec.tasks[1]?.taskRef).toEqual({
      apiVersion: 'openshift-pipelines.org/v1alpha1',
      kind: 'ApprovalTask',
    })
  })

  it('writes results of tasks, conditions, workspaces, retries and results of the stage', () => {
    const tasks = [
      aTask('find', {
        prefix: 'p',
        params: [param('where', { prefix: true })],
        results: [{ name: 'out', description: 'Found' }],
      }),
      aTask('use', {
        params: [param('given')],
        constParams: [{ name: 'given', value: { result: ['find', 'out'] } }],
        when: [
          { input: { param: ['find', 'where'] }, operator: 'notin', values: ['nowhere'] },
          { input: { result: ['find', 'out'] }, operator: 'in', values: ['x'] },
          { input: { param: ['use', 'given'] }, operator: 'in', values: ['y'] },
        ],
        spec: { steps: [{ name: 's' }], workspaces: [{ name: 'shared' }] },
        retries: 2,
        timeout: '5m',
      }),
    ]
    const results = [
      {
        name: 'all',
        description: '',
        value: { result: ['find', 'out'] as [string, string] },
        adapters: [],
        leaves: [],
      },
    ]
    const { pipelines, findings, tasks: made } = compile(aStage('s', tasks, { results }))
    expect(findings).toEqual([])
    expect(pipelines[0]?.spec.tasks[1]).toEqual({
      name: 'use',
      taskRef: { kind: 'Task', name: 'shop-use' },
      when: [
        { input: '$(params.pWhere)', operator: 'notin', values: ['nowhere'] },
        { input: '$(tasks.find.results.out)', operator: 'in', values: ['x'] },
        { input: '$(tasks.find.results.out)', operator: 'in', values: ['y'] },
      ],
      params: [{ name: 'given', value: '$(tasks.find.results.out)' }],
      workspaces: [{ name: 'shared', workspace: 'shared' }],
      retries: 2,
      timeout: '5m',
    })
    expect(pipelines[0]?.spec.workspaces).toEqual([{ name: 'shared' }])
    expect(pipelines[0]?.spec.results).toEqual([{ name: 'all', value: '$(tasks.find.results.out)' }])
    expect(made[0]?.spec.results).toEqual([{ name: 'out', type: 'string', description: 'Found' }])
  })

  it('marks the stages that render manifests and names the secrets they need', () => {
    const [plain, rendering] = compile(
      aStage('a', [aTask('t')]),
      aStage('b', [aTask('u', { usesAppParams: true, usesAppSecrets: true })]),
    ).pipelines
    expect(plain?.metadata.annotations).toEqual({
      'linewright.dev/adapters': 'a.example/x',
      'linewright.dev/stage': 'a',
    })
    expect(rendering?.metadata.annotations).toMatchObject({
      'linewright.dev/app-config-params': 'env',
      'linewright.dev/app-config-secrets': 'token',
    })
  })

  it('leaves out tasks of another environment', () => {
    const tasks = [aTask('always'), aTask('prod', { env: 'prod' })]
    const made = tektonManifests([aStage('s', tasks), aStage('t', [aTask('only', { env: 'prod' })])], {
      ...options,
      env: 'non-prod',
    })
    expect(made.pipelines.map(({ spec }) => spec.tasks.map(({ name }) => name))).toEqual([['always']])
  })

  it('names what refers to nothing and what waits for itself', () => {
    const tasks = [
      aTask('a', { runAfter: ['b'] }),
      aTask('b', { runAfter: ['a', 'gone'] }),
      aTask('c', { constParams: [{ name: 'unknown', value: { text: '1' } }] }),
    ]
    const { findings } = compile(aStage('s', tasks))
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['unknown-task', 'error'],
      ['unknown-const-param', 'error'],
      ['task-cycle', 'error'],
    ])
  })
})
