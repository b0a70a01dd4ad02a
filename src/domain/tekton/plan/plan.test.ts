import { describe, expect, it } from 'vitest'
import { aRun, aStatus, aTask, second } from '../../testing/run-builder.ts'
import { condition, plan, skips, started } from '../../testing/plan-reader.ts'

const iso = (seconds: number): string => new Date(second(seconds)).toISOString()

describe('order', () => {
  const run = aRun([
    aTask('a', { results: ['r'] }),
    aTask('b', { params: [{ name: 'p', value: 'x-$(tasks.a.results.r)' }] }),
    aTask('c', { runAfter: ['b'] }),
    aTask('d'),
  ])

  it('starts what waits for nothing, once', () => {
    expect(started(plan(run))).toEqual(['a', 'd'])
    expect(started(plan(run, [aStatus('a', 'running'), aStatus('d', 'running')]))).toEqual([])
  })

  it('follows references to results and runAfter', () => {
    const next = plan(run, [aStatus('a', 'succeeded', { results: { r: '1' } }), aStatus('d', 'running')])
    expect(started(next)).toEqual(['b'])
    expect(next.launch[0]?.params.get('p')).toBe('x-1')
    expect(condition(next)).toBe('Unknown Running')
    expect(next.status.taskRuns.map(({ pipelineTask, condition }) => `${pipelineTask} ${condition.reason}`)).toEqual([
      'a Succeeded',
      'b Pending',
      'd Running',
    ])
  })

  it('ends as Succeeded, at the time of the last task', () => {
    const all = ['a', 'b', 'c', 'd'].map((name, index) =>
      aStatus(name, 'succeeded', { results: { r: '1' }, to: index + 2 }),
    )
    const end = plan(run, all)
    expect(condition(end)).toBe('True Succeeded')
    expect(end.status.condition.message).toBe('Tasks Completed: 4 (Failed: 0, Cancelled 0), Skipped: 0')
    expect(end.status.finishedAt).toBe(iso(5))
    expect(end.wakeAt).toBeUndefined()
  })

  it('refuses a cycle', () => {
    expect(condition(plan(aRun([aTask('a', { runAfter: ['b'] }), aTask('b', { runAfter: ['a'] })])))).toBe(
      'False PipelineInvalidGraph',
    )
  })
})

describe('workspaces', () => {
  it('lets guards ask whether an optional workspace is bound', () => {
    const guard = (name: string) => [
      { input: `$(workspaces.${name}.bound)`, operator: 'in' as const, values: ['true'] },
    ]
    const run = aRun([aTask('a', { when: guard('given') }), aTask('b', { when: guard('missing') })], {
      pipeline: { workspaces: ['given', 'missing'].map((name) => ({ name, optional: true })) },
      spec: { workspaces: [{ name: 'given', emptyDir: {} }] },
    })
    expect(started(plan(run))).toEqual(['a'])
    expect(skips(plan(run))).toEqual({ b: 'When Expressions evaluated to false' })
  })
})

describe('parameters', () => {
  it('takes the run, then the default of the pipeline, over the default of an embedded task', () => {
    const run = aRun(
      [
        aTask('a', {
          taskSpec: {
            params: [
              { name: 'x', default: 'task' },
              { name: 'y', default: 'task' },
              { name: 'z', default: '$(params.x)-b' },
            ],
          },
        }),
      ],
      {
        pipeline: { params: [{ name: 'x', default: 'pipeline' }, { name: 'w' }] },
        params: { w: 'run' },
      },
    )
    expect(Object.fromEntries(plan(run).launch[0]?.params ?? [])).toEqual({
      x: 'pipeline',
      y: 'task',
      z: 'task-b',
      w: 'run',
    })
  })

  it('passes arrays, objects and single entries of results', () => {
    const run = aRun([
      aTask('a', {
        taskSpec: {
          results: [
            { name: 'list', type: 'array' },
            { name: 'map', type: 'object' },
          ],
        },
      }),
      aTask('b', {
        params: [
          { name: 'all', value: '$(tasks.a.results.list[*])' },
          { name: 'one', value: '$(tasks.a.results.list[1])' },
          { name: 'key', value: '$(tasks.a.results.map.k)' },
          { name: 'object', value: '$(tasks.a.results.map[*])' },
        ],
      }),
    ])
    const next = plan(run, [aStatus('a', 'succeeded', { results: { list: ['p', 'q'], map: { k: 'v' } } })])
    expect(Object.fromEntries(next.launch[0]?.params ?? [])).toEqual({
      all: ['p', 'q'],
      one: 'q',
      key: 'v',
      object: { k: 'v' },
    })
  })
})

describe('when', () => {
  const never = [{ input: '$(params.go)', operator: 'in' as const, values: ['yes'] }]
  const run = aRun(
    [
      aTask('a', { when: never, results: ['r'] }),
      aTask('after', { runAfter: ['a'] }),
      aTask('uses', { params: [{ name: 'p', value: '$(tasks.a.results.r)' }] }),
      aTask('child', { runAfter: ['uses'] }),
    ],
    { params: { go: 'no' } },
  )

  it('skips the task, runs what comes after it, skips what reads its results and their children', () => {
    const first = plan(run)
    expect(started(first)).toEqual(['after'])
    expect(skips(first)).toEqual({
      a: 'When Expressions evaluated to false',
      uses: 'Results were missing',
      child: 'Parent Tasks were skipped',
    })
    const end = plan(run, [aStatus('after', 'succeeded')])
    expect(condition(end)).toBe('True Completed')
    expect(end.status.condition.message).toBe('Tasks Completed: 1 (Failed: 0, Cancelled 0), Skipped: 3')
  })

  it('spreads arrays in values and knows notin', () => {
    const list = [{ input: 'b', operator: 'notin' as const, values: ['$(params.list[*])'] }]
    expect(skips(plan(aRun([aTask('a', { when: list })], { params: { list: ['a', 'b'] } })))).toEqual({
      a: 'When Expressions evaluated to false',
    })
    expect(started(plan(aRun([aTask('a', { when: list })], { params: { list: ['a'] } })))).toEqual(['a'])
  })

  it('reads "PipelineRun was stopping" once another task has failed', () => {
    const failing = aRun([aTask('a', { when: never }), aTask('b')], { params: { go: 'no' } })
    expect(skips(plan(failing, [aStatus('b', 'failed')]))).toEqual({ a: 'PipelineRun was stopping' })
  })
})

describe('failure', () => {
  const run = aRun([aTask('a'), aTask('b'), aTask('c', { runAfter: ['a'] }), aTask('d', { runAfter: ['b'] })])

  it('starts nothing new and lets running tasks finish', () => {
    const stopping = plan(run, [aStatus('a', 'failed'), aStatus('b', 'running')])
    expect(started(stopping)).toEqual([])
    expect(stopping.cancel).toEqual([])
    expect(condition(stopping)).toBe('Unknown PipelineRunStopping')
    const end = plan(run, [aStatus('a', 'failed'), aStatus('b', 'succeeded', { to: 7 })])
    expect(condition(end)).toBe('False Failed')
    expect(end.status.condition.message).toBe('Tasks Completed: 2 (Failed: 1, Cancelled 0), Skipped: 2')
    expect(end.status.finishedAt).toBe(iso(7))
  })

  it('goes on after a task with onError continue, and skips what lacks its results', () => {
    const tolerant = aRun([
      aTask('a', { onError: 'continue', results: ['r', 's'] }),
      aTask('b', { runAfter: ['a'] }),
      aTask('c', { params: [{ name: 'p', value: '$(tasks.a.results.r)' }] }),
      aTask('d', { params: [{ name: 'p', value: '$(tasks.a.results.s)' }] }),
    ])
    const next = plan(tolerant, [aStatus('a', 'failed', { results: { s: 'kept' } })])
    expect(started(next)).toEqual(['b', 'd'])
    expect(skips(next)).toEqual({ c: 'Results were missing' })
    expect(next.status.taskRuns[0]?.condition.reason).toBe('FailureIgnored')
    const end = plan(tolerant, [
      aStatus('a', 'failed', { results: { s: 'kept' } }),
      aStatus('b', 'succeeded'),
      aStatus('d', 'succeeded'),
    ])
    expect(condition(end)).toBe('True Completed')
    expect(end.status.condition.message).toBe('Tasks Completed: 3 (Failed: 1 (Ignored: 1), Cancelled 0), Skipped: 1')
  })
})

describe('retries', () => {
  const run = aRun([aTask('a', { retries: 2 })])

  it('tries again and keeps the history', () => {
    expect(started(plan(run, [aStatus('a', 'failed', { reason: 'Lost' })]))).toEqual(['a/1'])
    const again = plan(run, [aStatus('a', 'failed', { reason: 'Lost' }), aStatus('a', 'running', { retry: 1 })])
    expect(started(again)).toEqual([])
    expect(again.status.taskRuns.map(({ retry, condition }) => `${retry} ${condition.reason}`)).toEqual([
      '0 Lost',
      '1 Running',
    ])
    expect(
      condition(
        plan(
          run,
          [0, 1, 2].map((retry) => aStatus('a', 'failed', { retry })),
        ),
      ),
    ).toBe('False Failed')
  })

  it('does not try again what was cancelled', () => {
    expect(started(plan(run, [aStatus('a', 'cancelled')]))).toEqual([])
    expect(condition(plan(run, [aStatus('a', 'cancelled')]))).toBe('False Cancelled')
    const cancelled = plan(run, [aStatus('a', 'failed', { to: 5 })], { cancels: [{ mode: 'Cancelled', at: iso(3) }] })
    expect(started(cancelled)).toEqual([])
    expect(condition(cancelled)).toBe('False Cancelled')
  })
})

describe('finally', () => {
  const run = aRun([aTask('a', { results: ['r'] }), aTask('b', { runAfter: ['a'] })], {
    pipeline: {
      finally: [
        aTask('report', {
          params: [{ name: 's', value: '$(tasks.status) $(tasks.a.status) $(tasks.b.status) $(tasks.a.reason)' }],
        }),
        aTask('publish', { params: [{ name: 'p', value: '$(tasks.a.results.r)' }] }),
        aTask('alarm', { when: [{ input: '$(tasks.status)', operator: 'in', values: ['Failed'] }] }),
      ],
      results: [
        { name: 'out', value: '$(finally.publish.results.url)' },
        { name: 'first', value: '$(tasks.a.results.r)' },
      ],
    },
  })

  it('starts when the graph is done and knows how it went', () => {
    expect(started(plan(run, [aStatus('a', 'succeeded', { results: { r: '1' } }), aStatus('b', 'running')]))).toEqual(
      [],
    )
    const good = plan(run, [aStatus('a', 'succeeded', { results: { r: '1' } }), aStatus('b', 'succeeded')])
    expect(started(good)).toEqual(['report', 'publish'])
    expect(good.launch[0]?.params.get('s')).toBe('Succeeded Succeeded Succeeded Succeeded')
    const bad = plan(run, [aStatus('a', 'failed')])
    expect(started(bad)).toEqual(['report', 'alarm'])
    expect(bad.launch[0]?.params.get('s')).toBe('Failed Failed None Failed')
    expect(skips(bad)).toEqual({ b: 'PipelineRun was stopping', publish: 'Results were missing' })
    expect(condition(bad)).toBe('Unknown Running')
  })

  it('makes results of the pipeline, also from finally tasks, and fails when a finally task fails', () => {
    const graph = [aStatus('a', 'succeeded', { results: { r: '1' } }), aStatus('b', 'succeeded')]
    const end = plan(run, [
      ...graph,
      aStatus('report', 'succeeded'),
      aStatus('publish', 'succeeded', { results: { url: 'http://x' } }),
    ])
    expect(condition(end)).toBe('True Completed')
    expect(end.status.results).toEqual([
      { name: 'out', type: 'string', value: 'http://x' },
      { name: 'first', type: 'string', value: '1' },
    ])
    expect(
      condition(
        plan(run, [...graph, aStatus('report', 'failed'), aStatus('publish', 'succeeded', { results: { url: 'x' } })]),
      ),
    ).toBe('False Failed')
  })
})

describe('results nobody wrote', () => {
  const run = aRun([aTask('a', { results: ['r'] }), aTask('slow')], {
    pipeline: { results: [{ name: 'out', value: '$(tasks.a.results.r)' }] },
  })

  it('fails a run that otherwise succeeded', () => {
    const end = plan(run, [aStatus('a', 'succeeded'), aStatus('slow', 'succeeded')])
    expect(condition(end)).toBe('False CouldntGetPipelineResult')
    expect(end.status.condition.message).toContain('out')
  })

  it('fails at once when another task needs it, though a sibling runs and finally exists', () => {
    const needy = aRun(
      [
        aTask('a', { results: ['r'] }),
        aTask('slow'),
        aTask('b', { params: [{ name: 'p', value: '$(tasks.a.results.r)' }] }),
      ],
      { pipeline: { finally: [aTask('last')] } },
    )
    const stopping = plan(needy, [aStatus('a', 'succeeded'), aStatus('slow', 'running')])
    expect(started(stopping)).toEqual([])
    const last = plan(needy, [aStatus('a', 'succeeded'), aStatus('slow', 'succeeded')])
    expect(started(last)).toEqual(['last'])
    const end = plan(needy, [aStatus('a', 'succeeded'), aStatus('slow', 'succeeded'), aStatus('last', 'succeeded')])
    expect(condition(end)).toBe('False PipelineValidationFailed')
    expect(end.status.condition.message).toContain('did not emit the result "r"')
  })

  it('says so where the result is there, but not the item that is needed', () => {
    const beyond = aRun([
      aTask('a', { results: ['r'] }),
      aTask('b', { params: [{ name: 'p', value: '$(tasks.a.results.r[3])' }] }),
    ])
    const end = plan(beyond, [aStatus('a', 'succeeded', { results: { r: 'x' } })])
    expect(condition(end)).toBe('False PipelineValidationFailed')
    expect(end.status.condition.message).toContain('"r" of task "a" holds nothing at $(tasks.a.results.r[3])')
  })

  it('keeps empty results, which are legal', () => {
    expect(
      condition(plan(run, [aStatus('a', 'succeeded', { results: { r: '' } }), aStatus('slow', 'succeeded')])),
    ).toBe('True Succeeded')
  })

  it('leaves results of tasks that did not run out', () => {
    const skipped = aRun([aTask('a', { results: ['r'], when: [{ input: 'a', operator: 'in', values: [] }] })], {
      pipeline: { results: [{ name: 'out', value: '$(tasks.a.results.r)' }] },
    })
    expect(plan(skipped).status).toMatchObject({ condition: { status: 'True', reason: 'Completed' }, results: [] })
  })

  it('names a result that is too large, and one of the wrong type', () => {
    const large = plan(run, [
      aStatus('a', 'succeeded', { results: { r: 'é'.repeat(2049) } }),
      aStatus('slow', 'succeeded'),
    ])
    expect(large.status.taskRuns[0]?.condition).toMatchObject({
      status: 'False',
      reason: 'TaskRunResultLargerThanAllowedLimit',
    })
    expect(large.status.taskRuns[0]?.condition.message).toContain('"r" with 4098')
    const wrong = plan(run, [aStatus('a', 'succeeded', { results: { r: ['x'] } })])
    expect(wrong.status.taskRuns[0]?.condition.reason).toBe('TaskRunValidationFailed')
  })
})
