import { describe, expect, it } from 'vitest'
import { aRun, aStatus, aTask, anApproval, second } from '../../testing/run-builder.ts'
import type { PlanInput } from './facts.ts'
import { condition, plan, skips, started } from '../../testing/plan-reader.ts'

const iso = (seconds: number): string => new Date(second(seconds)).toISOString()

describe('cancel', () => {
  const run = aRun([aTask('a'), aTask('b', { runAfter: ['a'] })], { pipeline: { finally: [aTask('last')] } })
  const cancels = (mode: 'Cancelled' | 'CancelledRunFinally' | 'StoppedRunFinally'): Partial<PlanInput> => ({
    cancels: [{ mode, at: iso(5) }],
  })

  it('Cancelled stops everything and runs no finally', () => {
    const now = plan(run, [aStatus('a', 'running')], cancels('Cancelled'))
    expect(now.cancel).toEqual(['run-a'])
    expect(condition(now)).toBe('Unknown Cancelled')
    const end = plan(run, [aStatus('a', 'cancelled', { to: 6 })], cancels('Cancelled'))
    expect(started(end)).toEqual([])
    expect(condition(end)).toBe('False Cancelled')
    expect(end.status.finishedAt).toBe(iso(6))
  })

  it('Cancelled names as skipped only what was skipped before, as a cluster that does not look again', () => {
    const guarded = aTask('no', { when: [{ input: 'x', operator: 'in', values: ['y'] }] })
    const more = aRun([aTask('a'), aTask('b', { runAfter: ['a'] }), guarded], {
      pipeline: { finally: [aTask('last')] },
    })
    const end = plan(more, [aStatus('a', 'cancelled', { to: 6 })], cancels('Cancelled'))
    expect(skips(end)).toEqual({ no: 'When Expressions evaluated to false' })
    const failed = plan(more, [aStatus('a', 'failed', { to: 3 })], cancels('Cancelled'))
    expect(skips(failed)['b']).toBe('PipelineRun was stopping')
  })

  it('CancelledRunFinally stops the graph and runs finally', () => {
    const now = plan(run, [aStatus('a', 'running')], cancels('CancelledRunFinally'))
    expect(now.cancel).toEqual(['run-a'])
    expect(condition(now)).toBe('Unknown CancelledRunningFinally')
    const last = plan(run, [aStatus('a', 'cancelled', { to: 6 })], cancels('CancelledRunFinally'))
    expect(started(last)).toEqual(['last'])
    expect(skips(last)).toEqual({ b: 'PipelineRun was gracefully cancelled' })
    expect(
      condition(
        plan(
          run,
          [aStatus('a', 'cancelled', { to: 6 }), aStatus('last', 'succeeded', { to: 8 })],
          cancels('CancelledRunFinally'),
        ),
      ),
    ).toBe('False Cancelled')
  })

  it('StoppedRunFinally lets running tasks finish and ends as Cancelled even so', () => {
    const now = plan(run, [aStatus('a', 'running')], cancels('StoppedRunFinally'))
    expect(now.cancel).toEqual([])
    expect(condition(now)).toBe('Unknown StoppedRunningFinally')
    const last = plan(run, [aStatus('a', 'succeeded', { to: 7 })], cancels('StoppedRunFinally'))
    expect(started(last)).toEqual(['last'])
    expect(skips(last)).toEqual({ b: 'PipelineRun was gracefully stopped' })
    expect(
      condition(
        plan(
          run,
          [aStatus('a', 'succeeded', { to: 7 }), aStatus('last', 'succeeded', { to: 8 })],
          cancels('StoppedRunFinally'),
        ),
      ),
    ).toBe('False Cancelled')
  })

  it('leaves a run alone that had ended before', () => {
    const ended = ['a', 'b', 'last'].map((name) => aStatus(name, 'succeeded', { to: 4 }))
    expect(condition(plan(run, ended, cancels('Cancelled')))).toBe('True Succeeded')
  })

  it('holds a pending run', () => {
    expect(condition(plan(aRun([aTask('a')], { spec: { status: 'PipelineRunPending' } })))).toBe(
      'Unknown PipelineRunPending',
    )
  })
})

describe('time-outs', () => {
  it('stops the run after an hour unless said otherwise', () => {
    const run = aRun([aTask('a'), aTask('b', { runAfter: ['a'] })])
    expect(plan(run, [aStatus('a', 'running')]).wakeAt).toBe(second(3600))
    const late = plan(run, [aStatus('a', 'running')], { now: second(3600) })
    expect(late.cancel).toEqual(['run-a'])
    const end = plan(run, [aStatus('a', 'cancelled', { to: 3601 })], { now: second(3602) })
    expect(end.status.condition).toEqual({
      status: 'False',
      reason: 'PipelineRunTimeout',
      message: 'PipelineRun "run" failed to finish within "1h0m0s"',
    })
    expect(skips(end)).toEqual({ b: 'PipelineRun timeout has been reached' })
    expect(end.status.taskRuns[0]?.condition).toMatchObject({
      reason: 'TaskRunCancelled',
      message: 'TaskRun "run-a" was cancelled. TaskRun cancelled as the PipelineRun it belongs to has timed out.',
    })
    expect(
      plan(aRun([aTask('a')], { spec: { timeouts: { pipeline: '0' } } }), [aStatus('a', 'running')]).wakeAt,
    ).toBeUndefined()
  })

  it('ends the graph by timeouts.tasks and runs finally', () => {
    const run = aRun([aTask('a'), aTask('b', { runAfter: ['a'] })], {
      pipeline: { finally: [aTask('last')] },
      spec: { timeouts: { pipeline: '10m', tasks: '5m' } },
    })
    expect(plan(run, [aStatus('a', 'running')]).wakeAt).toBe(second(300))
    const late = plan(run, [aStatus('a', 'running')], { now: second(300) })
    expect(late.cancel).toEqual(['run-a'])
    const graph = [aStatus('a', 'cancelled', { to: 301 })]
    const last = plan(run, graph, { now: second(302) })
    expect(started(last)).toEqual(['last'])
    expect(skips(last)).toEqual({ b: 'PipelineRun Tasks timeout has been reached' })
    expect(last.wakeAt).toBe(second(600))
    expect(condition(plan(run, [...graph, aStatus('last', 'succeeded', { to: 303 })], { now: second(304) }))).toBe(
      'False PipelineRunTimeout',
    )
  })

  it('ends as Failed when timeouts.finally expires', () => {
    const run = aRun([aTask('a')], {
      pipeline: { finally: [aTask('last')] },
      spec: { timeouts: { pipeline: '10m', finally: '1m' } },
    })
    const running = [aStatus('a', 'succeeded', { to: 100 }), aStatus('last', 'running', { from: 100 })]
    expect(plan(run, running, { now: second(101) }).wakeAt).toBe(second(160))
    expect(plan(run, running, { now: second(160) }).cancel).toEqual(['run-last'])
    expect(
      condition(
        plan(run, [aStatus('a', 'succeeded', { to: 100 }), aStatus('last', 'cancelled', { to: 161 })], {
          now: second(162),
        }),
      ),
    ).toBe('False Failed')
  })

  it('says of a task in finally that its run has timed out, whatever ended the graph', () => {
    const run = aRun([aTask('a')], {
      pipeline: { finally: [aTask('last')] },
      spec: { timeouts: { pipeline: '10m', finally: '1m' } },
    })
    const { status } = plan(run, [aStatus('a', 'cancelled', { to: 10 }), aStatus('last', 'cancelled', { to: 71 })], {
      cancels: [{ mode: 'CancelledRunFinally', at: iso(9) }],
      now: second(72),
    })
    expect(status.taskRuns.map(({ condition }) => condition.message)).toEqual([
      expect.stringMatching(/the PipelineRun it belongs to was cancelled\.$/),
      expect.stringMatching(/the PipelineRun it belongs to has timed out\.$/),
    ])
  })

  it('counts no time-out against a run that ended in time', () => {
    expect(condition(plan(aRun([aTask('a')]), [aStatus('a', 'succeeded')], { now: second(9999) }))).toBe(
      'True Succeeded',
    )
  })
})

describe('approvals', () => {
  const run = aRun([aTask('a'), anApproval('ok', { runAfter: ['a'], timeout: '5m' }), aTask('b', { runAfter: ['ok'] })])
  const done = [aStatus('a', 'succeeded')]
  const answers = (approved: boolean, at: number): Partial<PlanInput> => ({
    answers: [{ taskRun: 'run-ok', approved, message: 'said so', results: [], at: iso(at) }],
  })

  it('waits from the moment its parents are done', () => {
    const waiting = plan(run, done)
    expect(started(waiting)).toEqual([])
    expect(waiting.wakeAt).toBe(second(302))
    expect(waiting.status.taskRuns[1]).toMatchObject({
      name: 'run-ok',
      pipelineTask: 'ok',
      startedAt: iso(2),
      condition: { status: 'Unknown', reason: 'Running' },
    })
  })

  it('goes on when approved and fails when rejected or too late', () => {
    expect(started(plan(run, done, answers(true, 5)))).toEqual(['b'])
    const rejected = plan(run, done, answers(false, 5))
    expect(condition(rejected)).toBe('False Failed')
    expect(rejected.status.taskRuns[1]?.condition.message).toBe('said so')
    const late = plan(run, done, { now: second(400), ...answers(true, 350) })
    expect(late.status.taskRuns[1]?.condition.reason).toBe('CustomRunTimedOut')
    expect(condition(late)).toBe('False Failed')
    expect(started(plan(run, done, { now: second(400), ...answers(true, 301) }))).toEqual(['b'])
  })

  it('is cancelled with the run, and never begins after a failure', () => {
    const cancelled = plan(run, done, { cancels: [{ mode: 'Cancelled', at: iso(5) }] })
    expect(condition(cancelled)).toBe('False Cancelled')
    expect(cancelled.status.taskRuns[1]?.condition.reason).toBe('CustomRunCancelled')
    const failing = aRun([aTask('a'), aTask('x'), anApproval('ok', { runAfter: ['a'] })])
    expect(skips(plan(failing, [aStatus('a', 'succeeded', { to: 5 }), aStatus('x', 'failed', { to: 3 })]))).toEqual({
      ok: 'PipelineRun was stopping',
    })
    expect(condition(plan(failing, [aStatus('a', 'succeeded', { to: 3 }), aStatus('x', 'failed', { to: 5 })]))).toBe(
      'Unknown PipelineRunStopping',
    )
  })
})
