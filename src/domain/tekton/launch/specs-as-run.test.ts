import { expect, it } from 'vitest'
import { aRun, aStatus, aTask } from '../../testing/run-builder.ts'
import { tektonObject } from '../run/tekton-object.ts'

it('shows specs with what was known when they began, as a cluster does', () => {
  const script = 'echo $(params.who) $(workspaces.src.path) $(context.task.retry-count) | tee $(results.r.path)'
  const steps = [{ name: 'a', image: 'alpine', script, env: [{ name: 'L', value: '$(params.lang)' }] }]
  const greet = { params: [{ name: 'who' }], workspaces: [{ name: 'src' }], results: [{ name: 'r' }], steps }
  const run = aRun(
    [
      aTask('first', { retries: 1, params: [{ name: 'who', value: '$(params.name)' }], taskSpec: greet }),
      aTask('second', {
        taskRef: { name: 'greet' },
        matrix: { params: [{ name: 'who', value: ['$(tasks.first.results.r)', '$(params.name)'] }] },
        taskSpec: { ...greet, steps: [{ name: 'a', image: 'alpine', script }] },
      }),
    ],
    {
      params: { name: 'Ada', lang: 'en' },
      pipeline: { params: [{ name: 'name' }, { name: 'lang' }] },
      spec: { workspaces: [{ name: 'src', emptyDir: {} }] },
    },
  )
  const taskRuns = [
    aStatus('first', 'failed'),
    aStatus('first', 'succeeded', { retry: 1, results: { r: 'hello' } }),
    ...[0, 1].map((index) => ({ ...aStatus('second', 'succeeded', { from: 3, to: 4 }), name: `run-second-${index}` })),
  ]
  const condition = { status: 'True', reason: 'Succeeded' } as const
  const status = { condition, taskRuns, skippedTasks: [], results: [] }
  const object = tektonObject({}, run, status)
  expect(object).toMatchObject({
    status: {
      pipelineSpec: {
        params: [
          { name: 'name', type: 'string' },
          { name: 'lang', type: 'string' },
        ],
        tasks: [
          {
            params: [{ name: 'who', value: 'Ada' }],
            // Parameters that the Task declares itself, and paths, are unknown to the Pipeline.
            taskSpec: { steps: [{ script, env: [{ name: 'L', value: 'en' }] }] },
          },
          { matrix: { params: [{ value: ['$(tasks.first.results.r)', 'Ada'] }] } },
        ],
      },
    },
  })
  expect(JSON.stringify(object['status'])).not.toContain('"taskRef":{"name":"greet"},"taskSpec"')
  const scripts = [...JSON.stringify(object['status']).matchAll(/"script":"(echo [^$"]*)"/g)].map(([, text]) => text)
  expect(scripts).toEqual([
    'echo Ada /workspace/src 1 | tee /tekton/results/r',
    'echo hello /workspace/src 0 | tee /tekton/results/r',
    'echo Ada /workspace/src 0 | tee /tekton/results/r',
  ])
})

it('shows guards with what they were asked with, of tasks that ran and of those that were skipped', () => {
  const guard = (input: string, ...values: string[]) => [{ input, operator: 'in' as const, values }]
  const result = '$(tasks.check.results.r)'
  const run = aRun(
    [
      aTask('check', { taskSpec: { results: [{ name: 'r' }], steps: [{ name: 'a', image: 'x', script: 'x' }] } }),
      aTask('yes', { when: guard('$(params.path)', 'README.md', result) }),
      aTask('no', { when: [{ cel: `'${result}' == 'b'` }] }),
    ],
    {
      params: { path: 'README.md' },
      pipeline: {
        params: [{ name: 'path' }],
        finally: [aTask('end', { when: guard('$(tasks.yes.status)', 'Failed') })],
      },
    },
  )
  const taskRuns = [
    aStatus('check', 'succeeded', { results: { r: 'a' } }),
    aStatus('yes', 'succeeded', { from: 3, to: 4 }),
  ]
  const reason = 'When Expressions evaluated to false'
  const skippedTasks = ['no', 'end'].map((name) => ({ name, reason }))
  const object = tektonObject({}, run, {
    condition: { status: 'True', reason: 'Completed' },
    ...{ taskRuns, skippedTasks, results: [] },
  })
  expect(object['status']).toMatchObject({
    childReferences: [{}, { whenExpressions: guard('README.md', 'README.md', 'a') }],
    skippedTasks: [
      { name: 'no', reason, whenExpressions: [{ cel: "'a' == 'b'" }] },
      { name: 'end', reason, whenExpressions: guard('Succeeded', 'Failed') },
    ],
    // The Pipeline keeps references that only tasks can resolve.
    pipelineSpec: { tasks: [{}, { when: guard('README.md', 'README.md', result) }, {}] },
  })
})

it('calls TaskRuns what people call them, and says when finally began', () => {
  const taskSpec = { params: [{ name: 'os' }], steps: [{ name: 'a', image: 'alpine', script: 'true' }] }
  const include = [
    { name: 'Windows, $(params.arch)', params: [{ name: 'os', value: 'windows' }] },
    { params: [{ name: 'os', value: 'linux' }] },
  ]
  const run = aRun(
    [
      aTask('make', { displayName: 'Make $(params.what)' }),
      aTask('try', { displayName: 'Try on $(params.os)', matrix: { include }, taskSpec }),
      aTask('plain'),
    ],
    {
      params: { what: 'tea', arch: 'arm' },
      pipeline: {
        params: [{ name: 'what' }, { name: 'arch' }],
        finally: [aTask('tell', { displayName: 'Tell' }), aTask('sweep')],
      },
    },
  )
  const taskRuns = [
    aStatus('make', 'succeeded', { from: 0, to: 1 }),
    ...[0, 1].map((index) => ({ ...aStatus('try', 'succeeded', { from: 1, to: 2 }), name: `run-try-${index}` })),
    aStatus('plain', 'succeeded', { from: 1, to: 2 }),
    aStatus('tell', 'succeeded', { from: 4, to: 5 }),
    aStatus('sweep', 'succeeded', { from: 3, to: 6 }),
  ]
  const condition = { status: 'True', reason: 'Succeeded' } as const
  const { status } = tektonObject({}, run, { condition, taskRuns, skippedTasks: [], results: [] })
  expect(status).toMatchObject({ finallyStartTime: aStatus('sweep', 'succeeded', { from: 3, to: 6 }).startedAt })
  expect(status).toHaveProperty(
    'childReferences',
    [
      ['run-make', 'Make tea'],
      ['run-try-0', 'Windows, arm'],
      ['run-try-1', 'Try on linux'],
      ['run-plain', undefined],
      ['run-tell', 'Tell'],
      ['run-sweep', undefined],
    ].map(([name, displayName]): unknown =>
      expect.objectContaining({ name, ...(displayName === undefined ? {} : { displayName }) }),
    ),
  )
})
