import { afterEach, describe, expect, it } from 'vitest'
import { ok } from '#domain/result.ts'
import { aRun, anApproval, aStatus, aTask, second } from '#domain/testing/run-builder.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import { validateRun } from '#domain/tekton/validate/validate-run.ts'
import { createManualClock } from '#server/ports/manual-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import type { Engine } from '../engine.ts'
import type { TaskSupervisor } from '../local/supervisor.ts'
import { createPlannedEngine } from './planned-engine.ts'
import { createTaskRunFeed } from './task-run-feed.ts'

describe('runs that Pipelines in a Pipeline start', () => {
  const stops: AbortController[] = []
  const ref = { namespace: 'shop', name: 'run' }

  /** A machine that only records requests; it outlives its engines. */
  function aMachine() {
    const feed = createTaskRunFeed()
    const launched: string[] = []
    const cancelled: string[] = []
    const supervisor: TaskSupervisor = {
      isolations: async () => [{ isolation: 'bwrap' }],
      async launch({ name }) {
        if (!launched.includes(name)) launched.push(name)
        return ok(undefined)
      },
      async cancel(_, name) {
        cancelled.push(name)
      },
      list: async (namespace, pipelineRun) => feed.list(namespace, pipelineRun),
      watch: (after, signal) => feed.follow(after, signal),
      forget: async (namespace, pipelineRun) => feed.forget(namespace, pipelineRun),
    }
    const clock = createManualClock(second(10))
    return {
      launched,
      cancelled,
      clock,
      async tell(pipelineRun: string, status: TaskRunStatus) {
        const { pipelineTask } = status
        feed.publish('shop', pipelineRun, { ...status, name: `${pipelineRun}-${pipelineTask}` })
        await settled()
      },
      start(): { readonly engine: Engine; readonly stop: AbortController } {
        const stop = new AbortController()
        stops.push(stop)
        const engine = createPlannedEngine({
          supervisor,
          clock,
          signal: stop.signal,
          objects: noObjects,
          validate: validateRun,
          isolate: async () => ok('bwrap'),
          capabilities: async () => ({ kind: 'local', isolations: ['bwrap'], isolation: 'bwrap' }),
        })
        return { engine, stop }
      },
    }
  }

  const run = aRun([
    {
      name: 'whole',
      retries: 1,
      timeout: '1m',
      pipelineSpec: { tasks: [aTask('a'), aTask('b', { runAfter: ['a'] })] },
    },
  ])

  afterEach(() => {
    for (const stop of stops.splice(0)) stop.abort()
  })

  it('are taken up where they were after a restart', async () => {
    const machine = aMachine()
    const first = machine.start()
    await first.engine.submit(run)
    await settled()
    await machine.tell('run-whole', aStatus('a', 'failed'))
    expect(machine.launched).toEqual(['run-whole-a', 'run-whole-retry1-a'])
    first.stop.abort()

    const { engine } = machine.start()
    await engine.submit(run)
    await settled()
    expect(machine.launched).toHaveLength(2)
    await machine.tell('run-whole-retry1', aStatus('a', 'succeeded'))
    await machine.tell('run-whole-retry1', aStatus('b', 'succeeded'))
    expect(machine.launched).toEqual(['run-whole-a', 'run-whole-retry1-a', 'run-whole-retry1-b'])
    expect(await engine.status(ref)).toMatchObject({
      condition: { reason: 'Succeeded' },
      taskRuns: [
        { retry: 0, condition: { reason: 'Failed' } },
        { retry: 1, condition: { reason: 'Succeeded' } },
      ],
    })
  })

  it('are answered by the name of what waits in them, also after a restart', async () => {
    const asking = aRun([
      { name: 'whole', pipelineSpec: { tasks: [anApproval('ok'), aTask('b', { runAfter: ['ok'] })] } },
    ])
    const machine = aMachine()
    const first = machine.start()
    await first.engine.submit(asking)
    await settled()
    const answer = { approved: true, message: 'go', results: [] }
    await first.engine.answer(ref, 'run-ok', answer)
    expect(machine.launched).toEqual([])
    await first.engine.answer(ref, 'run-whole-ok', answer)
    await settled()
    expect(machine.launched).toEqual(['run-whole-b'])
    first.stop.abort()

    const { engine } = machine.start()
    const at = new Date(machine.clock.now()).toISOString()
    await engine.submit(asking, { answers: [{ ...answer, taskRun: 'run-whole-ok', at }], cancels: [] })
    await settled()
    await machine.tell('run-whole', aStatus('b', 'succeeded'))
    expect((await engine.status(ref))?.condition.reason).toBe('Succeeded')
  })

  it('end by the time-out of their task, and are tried again', async () => {
    const machine = aMachine()
    const { engine } = machine.start()
    await engine.submit(run)
    await settled()
    machine.clock.advance(61_000)
    await settled()
    expect(machine.cancelled).toEqual(['run-whole-a'])
    await machine.tell('run-whole', aStatus('a', 'cancelled', { to: 71 }))
    expect(machine.launched).toEqual(['run-whole-a', 'run-whole-retry1-a'])
    expect((await engine.status(ref))?.taskRuns[0]?.condition.reason).toBe('PipelineRunTimeout')
  })

  it('end by their time-out also where the engine was started again meanwhile', async () => {
    const machine = aMachine()
    const first = machine.start()
    await first.engine.submit(run)
    await settled()
    await machine.tell('run-whole', aStatus('a', 'running', { from: 10 }))
    first.stop.abort()

    machine.clock.advance(40_000)
    const { engine } = machine.start()
    await engine.submit(run)
    await settled()
    expect(machine.cancelled).toEqual([])
    machine.clock.advance(21_000)
    await settled()
    expect(machine.cancelled).toEqual(['run-whole-a'])
  })

  it('are cancelled with their parent, and tried no more', async () => {
    const machine = aMachine()
    const { engine } = machine.start()
    await engine.submit(run)
    await settled()
    await engine.cancel(ref, 'Cancelled')
    await settled()
    expect(machine.cancelled).toEqual(['run-whole-a'])
    await machine.tell('run-whole', aStatus('a', 'cancelled'))
    expect(await engine.status(ref)).toMatchObject({ condition: { reason: 'Cancelled' } })
    expect(machine.launched).toEqual(['run-whole-a'])
  })
})

/** Waits until reported changes have gone from child to parent and back. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
