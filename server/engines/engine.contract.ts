import { afterEach, describe, expect, it } from 'vitest'
import { engineKinds } from '#domain/tekton/engine-kind.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { aRun, aTask, anApproval } from '#domain/testing/run-builder.ts'
import { taskRunNameIn } from '#domain/tekton/run/task-run-rules.ts'
import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'
import type { PipelineTask } from '#domain/tekton/task.ts'
import type { Engine, PipelineRunRef } from './engine.ts'

/** A step that must fail: the scripts of real engines contain the failure, simulations are told of it here. */
export interface ContractFailure {
  readonly pipelineTask: string
  readonly exitCode: number
  readonly once: boolean
}

export interface EngineHarness {
  readonly engine: Engine
  close(): Promise<void>
}

let counter = 0

/** The conformance suite of all engines; its steps are shell scripts of milliseconds, so that real engines can run it too. */
export function describeEngine(
  name: string,
  makeHarness: (failures: readonly ContractFailure[]) => Promise<EngineHarness>,
): void {
  describe(`${name} as an Engine`, () => {
    const open: EngineHarness[] = []
    const engineWith = async (...failures: readonly ContractFailure[]): Promise<Engine> => {
      const harness = await makeHarness(failures)
      open.push(harness)
      return harness.engine
    }
    afterEach(async () => {
      await Promise.all(open.splice(0).map((harness) => harness.close()))
    })

    it('says what it can do', async () => {
      const { kind, isolation, isolations } = await (await engineWith()).capabilities()
      expect(engineKinds).toContain(kind)
      expect(isolations).toContain(isolation)
    })

    it('runs tasks in order, hands results on and makes those of the pipeline', async () => {
      const engine = await engineWith()
      const run = aFreshRun(
        [
          writing('first', 'word', 'hello'),
          aTask('second', {
            params: [{ name: 'word', value: '$(tasks.first.results.word)' }],
            taskSpec: shell('test -n "$(params.word)"'),
          }),
        ],
        { results: [{ name: 'said', value: 'I said $(tasks.first.results.word)' }] },
      )
      const end = await runToEnd(engine, run)
      expect(end.condition).toMatchObject({ status: 'True', reason: 'Succeeded' })
      expect(end.results[0]?.value).toMatch(/^I said \S+/)
      const [first, second] = end.taskRuns
      expect([first?.pipelineTask, second?.pipelineTask]).toEqual(['first', 'second'])
      expect(Date.parse(second?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.finishedAt ?? ''))
      expect(first?.steps).toMatchObject([{ name: 'work', state: 'terminated', exitCode: 0, reason: 'Completed' }])
      expect((await engine.capabilities()).isolations).toContain(first?.isolation)
    })

    it('adopts a run that is submitted again', async () => {
      const engine = await engineWith()
      const run = aFreshRun([aTask('only', { taskSpec: shell('true') })])
      const answers = await Promise.all([engine.submit(run), engine.submit(run)])
      expect(answers.map(({ ok }) => ok)).toEqual([true, true])
      await ended(engine, refOf(run))
      expect(await engine.submit(run)).toMatchObject({ ok: true })
      expect((await engine.status(refOf(run)))?.taskRuns.map(({ retry }) => retry)).toEqual([0])
    })

    it('fails with the exit code of the step, skips what is left and runs finally', async () => {
      const engine = await engineWith({ pipelineTask: 'bad', exitCode: 3, once: false })
      const run = aFreshRun([aTask('bad', { taskSpec: shell('exit 3') }), aTask('after', { runAfter: ['bad'] })], {
        finally: [aTask('last', { taskSpec: shell('true') })],
      })
      const end = await runToEnd(engine, run)
      expect(end.condition).toMatchObject({ status: 'False', reason: 'Failed' })
      expect(end.taskRuns.map(({ pipelineTask, condition }) => `${pipelineTask} ${condition.status}`)).toEqual([
        'bad False',
        'last True',
      ])
      expect(end.taskRuns[0]?.steps[0]).toMatchObject({ exitCode: 3, reason: 'Error' })
      expect(end.skippedTasks).toEqual([{ name: 'after', reason: 'PipelineRun was stopping' }])
    })

    it('goes on after a step with onError continue', async () => {
      const engine = await engineWith({ pipelineTask: 'soft', exitCode: 3, once: false })
      const steps = [
        { name: 'work', image: 'alpine', script: 'exit 3', onError: 'continue' as const },
        { name: 'next', image: 'alpine', script: 'true' },
      ]
      const end = await runToEnd(engine, aFreshRun([aTask('soft', { taskSpec: { steps } })]))
      expect(end.condition.reason).toBe('Succeeded')
      expect(end.taskRuns[0]?.steps).toMatchObject([
        { exitCode: 3, reason: 'Continued' },
        { exitCode: 0, reason: 'Completed' },
      ])
    })

    it('tries a failed task again as often as declared, and keeps the earlier try', async () => {
      const engine = await engineWith({ pipelineTask: 'flaky', exitCode: 4, once: true })
      const script =
        'if [ -e "$(workspaces.notes.path)/tried" ]; then exit 0; fi; touch "$(workspaces.notes.path)/tried"; exit 4'
      const task = aTask('flaky', { retries: 1, taskSpec: { ...shell(script), workspaces: [{ name: 'notes' }] } })
      const end = await runToEnd(engine, aFreshRun([task], {}, [{ name: 'notes', emptyDir: {} }]))
      expect(end.condition.reason).toBe('Succeeded')
      expect(end.taskRuns.map(({ retry, condition }) => `${retry} ${condition.status}`)).toEqual(['0 False', '1 True'])
    })

    it('cancels what runs', async () => {
      const engine = await engineWith()
      const run = aFreshRun([aTask('slow', { taskSpec: shell('sleep 60') })], { finally: [aTask('last')] })
      await engine.submit(run)
      await until(engine, refOf(run), ({ taskRuns }) => taskRuns[0]?.steps[0]?.state === 'running')
      await engine.cancel(refOf(run), 'Cancelled')
      const end = await ended(engine, refOf(run))
      expect(end.condition).toMatchObject({ status: 'False', reason: 'Cancelled' })
      expect(end.taskRuns.map(({ condition }) => condition.reason)).toEqual(['TaskRunCancelled'])
      await engine.cancel(refOf(run), 'Cancelled')
    })

    it('waits for an approval, and goes on once it is answered', async () => {
      const engine = await engineWith()
      const run = aFreshRun([anApproval('allow'), aTask('after', { runAfter: ['allow'], taskSpec: shell('true') })])
      await engine.submit(run)
      await until(engine, refOf(run), ({ taskRuns }) => taskRuns[0]?.condition.status === 'Unknown')
      await engine.answer(refOf(run), taskRunNameIn(run, 'allow'), { approved: true, message: 'go', results: [] })
      await engine.answer(refOf(run), taskRunNameIn(run, 'allow'), {
        approved: false,
        message: 'too late',
        results: [],
      })
      const end = await ended(engine, refOf(run))
      expect(end.condition.reason).toBe('Succeeded')
      expect(end.taskRuns[0]?.condition).toMatchObject({ status: 'True', message: 'go' })
    })

    it('fails when an approval is rejected', async () => {
      const engine = await engineWith()
      const run = aFreshRun([anApproval('allow'), aTask('after', { runAfter: ['allow'] })])
      await engine.submit(run)
      await until(engine, refOf(run), ({ taskRuns }) => taskRuns[0]?.condition.status === 'Unknown')
      await engine.answer(refOf(run), taskRunNameIn(run, 'allow'), {
        approved: false,
        message: 'not today',
        results: [],
      })
      const end = await ended(engine, refOf(run))
      expect(end.condition.reason).toBe('Failed')
      expect(end.taskRuns[0]?.condition.message).toBe('not today')
    })

    it('refuses what it would not honour, by field path', async () => {
      const engine = await engineWith()
      const run = aFreshRun([aTask('a', { taskSpec: { volumes: [{ name: 's', hostPath: { path: '/' } }] } })])
      const path = 'spec.pipelineSpec.tasks[0].taskSpec.volumes[0].hostPath'
      expect(engine.validate(run)).toMatchObject([{ severity: 'error', place: { path } }])
      expect(await engine.submit(run)).toMatchObject({
        ok: false,
        error: { code: 'unsupported', findings: [{ place: { path } }] },
      })
      expect(await engine.status(refOf(run))).toBeUndefined()
    })

    it('runs a Pipeline in a Pipeline as a run of its own, which ends when it fails and is tried again', async () => {
      const engine = await engineWith({ pipelineTask: 'flaky', exitCode: 4, once: true })
      const script =
        'if [ -e "$(workspaces.notes.path)/tried" ]; then exit 0; fi; touch "$(workspaces.notes.path)/tried"; exit 4'
      const child = {
        tasks: [aTask('flaky', { taskSpec: { ...shell(script), workspaces: [{ name: 'notes' }] } })],
        finally: [aTask('tidy', { taskSpec: shell('true') })],
      }
      const run = aFreshRun(
        [
          { name: 'whole', retries: 1, pipelineSpec: child },
          aTask('next', { runAfter: ['whole'], taskSpec: shell('true') }),
        ],
        {},
        [{ name: 'notes', emptyDir: {} }],
      )
      const end = await runToEnd(engine, run)
      expect(end.condition.reason).toBe('Succeeded')
      expect(
        end.taskRuns.map(({ pipelineTask, retry, condition }) => `${pipelineTask} ${retry} ${condition.reason}`),
      ).toEqual(['whole 0 Failed', 'whole 1 Succeeded', 'next 0 Succeeded'])
      const whole = { namespace: refOf(run).namespace, name: end.taskRuns[0]?.name ?? '' }
      const first = await engine.status(whole)
      expect(first?.taskRuns.map(({ pipelineTask, condition }) => `${pipelineTask} ${condition.status}`)).toEqual([
        'flaky False',
        'tidy True',
      ])
      await engine.forget(refOf(run))
      expect(await engine.status(whole)).toBeUndefined()
    })

    it('tells a late watcher how every run stands, and forgets when asked', async () => {
      const engine = await engineWith()
      const runs = [
        aFreshRun([aTask('a', { taskSpec: shell('true') })]),
        aFreshRun([aTask('b', { taskSpec: shell('true') })]),
      ]
      await Promise.all(runs.map((run) => runToEnd(engine, run)))
      const ends = await Promise.all(runs.map((run) => ended(engine, refOf(run))))
      expect(ends.map(({ condition }) => condition.reason)).toEqual(['Succeeded', 'Succeeded'])
      for (const run of runs) {
        await engine.forget(refOf(run))
        expect(await engine.status(refOf(run))).toBeUndefined()
      }
    })
  })
}

function shell(script: string): {
  readonly steps: { readonly name: string; readonly image: string; readonly script: string }[]
} {
  return { steps: [{ name: 'work', image: 'alpine', script: `#!/bin/sh\n${script}\n` }] }
}

function writing(name: string, result: string, text: string): PipelineTask {
  return aTask(name, {
    taskSpec: { ...shell(`printf %s ${text} > "$(results.${result}.path)"`), results: [{ name: result }] },
  })
}

function aFreshRun(
  tasks: readonly PipelineTask[],
  pipeline: Partial<PipelineRun['spec']['pipelineSpec']> = {},
  workspaces: NonNullable<PipelineRun['spec']['workspaces']> = [],
): PipelineRun {
  counter += 1
  const run = aRun(tasks, { pipeline, spec: { workspaces } })
  return {
    ...run,
    metadata: { name: `contract-${counter}`, namespace: 'shop', creationTimestamp: new Date().toISOString() },
  }
}

function refOf({ metadata }: PipelineRun): PipelineRunRef {
  return { namespace: metadata.namespace ?? '', name: metadata.name }
}

async function runToEnd(engine: Engine, run: PipelineRun): Promise<PipelineRunStatus> {
  expect(await engine.submit(run)).toMatchObject({ ok: true })
  return ended(engine, refOf(run))
}

function ended(engine: Engine, ref: PipelineRunRef): Promise<PipelineRunStatus> {
  return until(engine, ref, ({ condition }) => condition.status !== 'Unknown')
}

async function until(
  engine: Engine,
  ref: PipelineRunRef,
  holds: (status: PipelineRunStatus) => boolean,
): Promise<PipelineRunStatus> {
  const stop = new AbortController()
  try {
    for await (const { ref: changed, status } of engine.watch(stop.signal)) {
      if (changed.namespace === ref.namespace && changed.name === ref.name && holds(status)) return status
    }
  } finally {
    stop.abort()
  }
  throw new Error('The watch ended before the run did')
}
