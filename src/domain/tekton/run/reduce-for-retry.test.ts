import { describe, expect, it } from 'vitest'
import type { PipelineRun } from '../pipeline.ts'
import { planPipelineRun, type Plan } from '../plan/plan.ts'
import { reduceForRetry } from './reduce-for-retry.ts'
import { aRun, aStatus, aTask, second } from '../../testing/run-builder.ts'
import type { TaskRunStatus } from './status.ts'

function plan(run: PipelineRun, taskRuns: readonly TaskRunStatus[] = []): Plan {
  return planPipelineRun({ run, taskRuns, answers: [], cancels: [], now: second(10) })
}

describe('reduceForRetry', () => {
  const run = aRun(
    [
      aTask('a', { results: ['r', 'list'] }),
      aTask('b', {
        runAfter: ['a'],
        params: [
          { name: 'p', value: 'v$(tasks.a.results.r)' },
          { name: 'l', value: '$(tasks.a.results.list[*])' },
        ],
      }),
      aTask('c', { runAfter: ['a', 'b'] }),
    ],
    {
      pipeline: {
        finally: [
          aTask('last', { params: [{ name: 's', value: '$(tasks.a.status) $(tasks.b.status) $(tasks.a.reason)' }] }),
        ],
        results: [{ name: 'out', value: '$(tasks.a.results.r)' }],
      },
    },
  )
  const taskRuns = [
    aStatus('a', 'succeeded', { results: { r: '$(params.x)', list: ['1', '2'] } }),
    aStatus('b', 'failed'),
  ]

  it('removes finished tasks and puts their results and statuses in', () => {
    const retry = reduceForRetry(run, taskRuns)
    expect(retry).toMatchObject({ kind: 'reduced', carried: ['a'] })
    const { tasks, finally: finals, results } = retry.run.spec.pipelineSpec
    expect(tasks.map(({ name, runAfter }) => ({ name, runAfter }))).toEqual([
      { name: 'b' },
      { name: 'c', runAfter: ['b'] },
    ])
    expect(finals?.[0]?.params?.[0]?.value).toBe('Succeeded $(tasks.b.status) Succeeded')
    expect(results?.[0]?.value).toBe('$(params.carried-a-r)')
    expect(Object.fromEntries(plan(retry.run).launch[0]?.params ?? [])).toMatchObject({
      p: 'v$(params.x)',
      l: ['1', '2'],
    })
    const ended = plan(
      retry.run,
      ['b', 'c', 'last'].map((name) => aStatus(name, 'succeeded')),
    )
    expect(ended.status.results).toEqual([{ name: 'out', type: 'string', value: '$(params.x)' }])
  })

  it('can be reduced again, and gives way to parameters of that name', () => {
    const first = reduceForRetry(run, taskRuns)
    const second = reduceForRetry(first.run, [aStatus('b', 'succeeded'), aStatus('c', 'failed')])
    expect(second).toMatchObject({ kind: 'reduced', carried: ['b'] })
    const named = reduceForRetry(
      { ...run, spec: { ...run.spec, params: [{ name: 'carried-a-r', value: 'mine' }] } },
      taskRuns,
    )
    expect(named.run.spec.pipelineSpec.results?.[0]?.value).toBe('$(params.carried-a-r-2)')
  })

  it('only finally is left when all tasks had finished', () => {
    const all = reduceForRetry(
      run,
      ['a', 'b', 'c'].map((name) => aStatus(name, 'succeeded', { results: { r: '1', list: [] } })),
    )
    expect(all.run.spec.pipelineSpec.tasks).toEqual([])
    expect(plan(all.run).launch.map(({ task }) => task.name)).toEqual(['last'])
  })

  it('runs the whole stage again when a finished task could write an emptyDir, unless it was read-only', () => {
    const bind = (readOnly: boolean): PipelineRun =>
      aRun([aTask('a', { taskSpec: { workspaces: [{ name: 'w', readOnly }] } }), aTask('b', { runAfter: ['a'] })], {
        spec: { workspaces: [{ name: 'w', emptyDir: {} }] },
      })
    expect(reduceForRetry(bind(false), [aStatus('a', 'succeeded')])).toMatchObject({
      kind: 'whole',
      because: expect.stringContaining('emptyDir'),
    })
    expect(reduceForRetry(bind(true), [aStatus('a', 'succeeded')]).kind).toBe('reduced')
    expect(reduceForRetry(bind(true), [aStatus('a', 'failed')]).kind).toBe('whole')
  })
})
