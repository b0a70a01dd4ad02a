import { afterEach, describe, expect, it } from 'vitest'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { aRun, aStatus, aTask, anApproval, second } from '#domain/testing/run-builder.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { SecretValue, TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import { createManualClock, type ManualClock } from '#server/ports/manual-clock.ts'
import { noObjects } from '#server/testing/no-objects.ts'
import type { Engine, ObjectReader } from '../engine.ts'
import { createTaskRunFeed } from '../planned/task-run-feed.ts'
import { createLocalEngine } from './local-engine.ts'
import type { TaskSupervisor } from './supervisor.ts'

interface Machine {
  readonly clock: ManualClock
  readonly supervisor: TaskSupervisor
  readonly launches: { readonly launch: TaskLaunch; readonly secrets: readonly SecretValue[] }[]
  readonly cancelled: string[]
  /** Reports a status as the supervisor would, and waits until the engine has processed it. */
  tell(status: TaskRunStatus): Promise<void>
}

/** A supervisor that only records requests; it outlives the engines of a test. */
function aMachine(
  isolations: Awaited<ReturnType<TaskSupervisor['isolations']>> = [{ isolation: 'bwrap' }, { isolation: 'process' }],
): Machine {
  const feed = createTaskRunFeed()
  const launches: Machine['launches'] = []
  const cancelled: string[] = []
  const supervisor: TaskSupervisor = {
    isolations: async () => isolations,
    async launch(launch, secrets) {
      if (launches.some((one) => one.launch.name === launch.name && one.launch.retry === launch.retry))
        return ok(undefined)
      launches.push({ launch, secrets })
      return ok(undefined)
    },
    async cancel(_, name) {
      cancelled.push(name)
    },
    list: async (namespace, pipelineRun) => feed.list(namespace, pipelineRun),
    watch: (after, signal) => feed.follow(after, signal),
    forget: async (namespace, pipelineRun) => feed.forget(namespace, pipelineRun),
  }
  const tell = async (status: TaskRunStatus): Promise<void> => {
    feed.publish('shop', 'run', status)
    await settled()
  }
  return { clock: createManualClock(second(10)), supervisor, launches, cancelled, tell }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('createLocalEngine', () => {
  const stops: AbortController[] = []
  const ref = { namespace: 'shop', name: 'run' }

  function engineOf(
    { supervisor, clock }: Machine,
    secrets: Readonly<Record<string, string>> = {},
  ): { engine: Engine; stop: () => void } {
    const stop = new AbortController()
    stops.push(stop)
    const objects: ObjectReader = {
      ...noObjects,
      resolve: async ({ name, key }) => secrets[`${name}/${key}`],
      keys: async ({ name }) =>
        Object.keys(secrets).flatMap((path) => (path.startsWith(`${name}/`) ? path.slice(name.length + 1) : [])),
    }
    return {
      engine: createLocalEngine({ supervisor, clock, objects, signal: stop.signal }),
      stop: () => stop.abort(),
    }
  }
  const names = ({ launches }: Machine): string[] => launches.map(({ launch }) => `${launch.name}/${launch.retry}`)
  const reason = async (engine: Engine): Promise<string | undefined> => (await engine.status(ref))?.condition.reason

  afterEach(() => {
    for (const stop of stops.splice(0)) stop.abort()
  })

  it('hands over steps with everything replaced but paths, folders of workspaces and the strongest isolation', async () => {
    const machine = aMachine()
    const { engine } = engineOf(machine)
    const task = aTask('a', {
      timeout: '90s',
      workspaces: [{ name: 'source', workspace: 'shared', subPath: 'src' }],
      taskSpec: {
        params: [{ name: 'x' }],
        results: [{ name: 'r' }, { name: 'l', type: 'array' }],
        workspaces: [
          { name: 'source', mountPath: '/code' },
          { name: 'tmp', readOnly: true },
          { name: 'none', optional: true },
        ],
        stepTemplate: {
          env: [
            { name: 'A', value: 'template' },
            { name: 'B', value: '$(params.x)' },
          ],
        },
        steps: [
          {
            image: 'alpine',
            script: 'echo $(params.x) $(context.taskRun.name) $(workspaces.none.bound) > $(results.r.path)',
            env: [{ name: 'A', value: 'own' }],
          },
        ],
      },
    })
    const run = aRun([task], {
      params: { x: '$(results.r.path)' },
      spec: {
        workspaces: [
          { name: 'shared', persistentVolumeClaim: { claimName: 'run-7' }, subPath: 'api/staging' },
          { name: 'tmp', emptyDir: {} },
        ],
      },
    })
    expect(await engine.submit(run)).toEqual({ ok: true, value: undefined })
    await settled()
    expect(machine.launches[0]?.launch).toEqual({
      namespace: 'shop',
      name: 'run-a',
      pipelineRun: 'run',
      pipelineTask: 'a',
      retry: 0,
      idempotencyKey: 'shop/run-a',
      credentials: [],
      isolation: 'bwrap',
      sidecars: [],
      volumes: [],
      steps: [
        {
          name: 'unnamed-0',
          image: 'alpine',
          script: 'echo $\0(results.r.path) run-a false > $(results.r.path)',
          env: [
            { name: 'A', value: 'own' },
            { name: 'B', value: '$\0(results.r.path)' },
          ],
        },
      ],
      results: [
        { name: 'r', type: 'string' },
        { name: 'l', type: 'array' },
      ],
      workspaces: [
        { name: 'source', directory: 'shop/run-7/api/staging/src', mountPath: '/code', readOnly: false },
        { name: 'tmp', directory: 'shop/run/tmp', readOnly: true },
      ],
      resultLimit: 4096,
      timeoutMs: 90_000,
    })
  })

  it('goes on after a restart without starting anything twice', async () => {
    const machine = aMachine()
    const run = aRun([
      aTask('a'),
      aTask('b', { runAfter: ['a'] }),
      anApproval('ok', { runAfter: ['a'] }),
      aTask('c', { runAfter: ['ok', 'b'] }),
    ])
    const first = engineOf(machine)
    await first.engine.submit(run)
    await machine.tell(aStatus('a', 'running'))
    first.stop()
    await machine.tell(aStatus('a', 'succeeded'))
    expect(names(machine)).toEqual(['run-a/0'])

    const second = engineOf(machine)
    await second.engine.submit(run)
    await settled()
    expect(names(machine)).toEqual(['run-a/0', 'run-b/0'])
    await second.engine.answer(ref, 'run-ok', { approved: true, message: '', results: [] })
    await machine.tell(aStatus('b', 'succeeded'))
    second.stop()

    const third = engineOf(machine)
    await third.engine.submit(run, {
      answers: [
        {
          taskRun: 'run-ok',
          approved: true,
          message: '',
          results: [],
          at: new Date(machine.clock.now()).toISOString(),
        },
      ],
      cancels: [],
    })
    await machine.tell(aStatus('c', 'succeeded'))
    expect(names(machine)).toEqual(['run-a/0', 'run-b/0', 'run-c/0'])
    expect(await reason(third.engine)).toBe('Succeeded')
  })

  it('runs what is Lost again only by declared retries', async () => {
    const machine = aMachine()
    const { engine } = engineOf(machine)
    await engine.submit(aRun([aTask('a', { retries: 1 })]))
    await machine.tell(aStatus('a', 'failed', { reason: 'Lost' }))
    expect(names(machine)).toEqual(['run-a/0', 'run-a/1'])
    await machine.tell(aStatus('a', 'failed', { reason: 'Lost', retry: 1 }))
    expect(names(machine)).toHaveLength(2)
    expect(await reason(engine)).toBe('Failed')
    expect((await engine.status(ref))?.taskRuns.map(({ condition }) => condition.reason)).toEqual(['Lost', 'Lost'])
  })

  it('never falls back from a demanded isolation', async () => {
    const demand = (isolation: string): ReturnType<typeof aRun> => {
      const run = aRun([aTask('a')])
      return { ...run, metadata: { ...run.metadata, annotations: { 'linewright.dev/isolation': isolation } } }
    }
    const weak = engineOf(aMachine([{ isolation: 'process', caution: 'has your rights' }])).engine
    expect(await weak.submit(demand('bwrap'))).toMatchObject({ ok: false, error: { code: 'unsupported' } })
    expect(await weak.capabilities()).toMatchObject({
      isolations: ['process'],
      isolation: 'process',
      caution: 'has your rights',
    })
    const machine = aMachine()
    await engineOf(machine).engine.submit(demand('process'))
    await settled()
    expect(machine.launches[0]?.launch.isolation).toBe('process')
  })

  it('brings secrets beside the launch, and fails a task that lacks one', async () => {
    const secret = (name: string, optional = false): NonNullable<ReturnType<typeof aTask>['taskSpec']> => ({
      steps: [
        {
          name: 'work',
          image: 'alpine',
          script: 'true',
          env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name, key: 'token', optional } } }],
        },
      ],
    })
    const machine = aMachine()
    const { engine } = engineOf(machine, { 'forge/token': 's3cret' })
    await engine.submit(
      aRun([
        aTask('a', { taskSpec: secret('forge') }),
        aTask('b', { taskSpec: secret('nope', true) }),
        aTask('c', { taskSpec: secret('nope') }),
      ]),
    )
    await settled()
    expect(machine.launches.map(({ launch, secrets }) => [launch.pipelineTask, secrets])).toEqual([
      ['a', [{ name: 'forge', key: 'token', value: 's3cret' }]],
      ['b', []],
    ])
    expect(JSON.stringify(machine.launches.map(({ launch }) => launch))).not.toContain('s3cret')
    const status = await engine.status(ref)
    expect(status?.taskRuns.find(({ pipelineTask }) => pipelineTask === 'c')?.condition).toMatchObject({
      status: 'False',
      reason: 'CreateRunFailed',
    })
  })

  it('fails a task that the supervisor refuses', async () => {
    const machine = aMachine()
    const supervisor: TaskSupervisor = {
      ...machine.supervisor,
      launch: async () => err(problem('storage-full', 'The disk is full')),
    }
    const { engine } = engineOf({ ...machine, supervisor })
    await engine.submit(aRun([aTask('a')]))
    await settled()
    expect(await engine.status(ref)).toMatchObject({
      condition: { reason: 'Failed' },
      taskRuns: [{ condition: { message: 'The disk is full' } }],
    })
  })

  it('asks a supervisor again that did not answer, instead of failing the task', async () => {
    const machine = aMachine()
    let away = true
    const unreachable = problem('unreachable', 'Nobody answers')
    const supervisor: TaskSupervisor = {
      ...machine.supervisor,
      launch: async (launch, secrets) => (away ? err(unreachable) : machine.supervisor.launch(launch, secrets)),
    }
    const { engine } = engineOf({ ...machine, supervisor })
    await engine.submit(aRun([aTask('a'), aTask('b')]))
    await settled()
    machine.clock.advance(1000)
    await settled()
    expect(names(machine)).toEqual([])
    expect(await reason(engine)).toBe('Running')
    away = false
    machine.clock.advance(1000)
    await settled()
    expect(names(machine)).toEqual(['run-a/0', 'run-b/0'])
  })

  it('ends what it could not start when the run is cancelled meanwhile', async () => {
    const machine = aMachine()
    const supervisor: TaskSupervisor = {
      ...machine.supervisor,
      launch: async () => err(problem('unreachable', 'Nobody answers')),
    }
    const { engine } = engineOf({ ...machine, supervisor })
    await engine.submit(aRun([aTask('a')]))
    await settled()
    await engine.cancel(ref, 'Cancelled')
    await settled()
    machine.clock.advance(1000)
    await settled()
    expect(await reason(engine)).toBe('Cancelled')
  })

  it('misses nothing that happens while it adopts a run', async () => {
    const machine = aMachine()
    await machine.tell(aStatus('a', 'running'))
    const list: TaskSupervisor['list'] = async (namespace, name) => {
      const stale = await machine.supervisor.list(namespace, name)
      await machine.tell(aStatus('a', 'succeeded'))
      return name === 'run' ? stale : []
    }
    const { engine } = engineOf({ ...machine, supervisor: { ...machine.supervisor, list } })
    const other = aRun([aTask('z')])
    await engine.submit({ ...other, metadata: { ...other.metadata, name: 'other' } })
    await engine.submit(aRun([aTask('a'), aTask('b', { runAfter: ['a'] })]))
    await settled()
    expect(names(machine)).toEqual(['other-z/0', 'run-b/0'])
  })

  it('refuses a run while the supervisor is away, and takes it later', async () => {
    const machine = aMachine()
    let away = true
    const list: TaskSupervisor['list'] = async (namespace, name) => {
      if (away) throw new Error('connect ENOENT')
      return machine.supervisor.list(namespace, name)
    }
    const { engine } = engineOf({ ...machine, supervisor: { ...machine.supervisor, list } })
    expect(await engine.submit(aRun([aTask('a')]))).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    away = false
    expect(await engine.submit(aRun([aTask('a')]))).toMatchObject({ ok: true })
  })

  it('stops by the clock, from the time when the run was created', async () => {
    const machine = aMachine()
    const { engine } = engineOf(machine)
    await engine.submit(aRun([aTask('a')], { spec: { timeouts: { pipeline: '30s' } } }))
    await machine.tell(aStatus('a', 'running'))
    machine.clock.advance(19_000)
    await settled()
    expect(machine.cancelled).toEqual([])
    machine.clock.advance(1000)
    await settled()
    expect(machine.cancelled).toEqual(['run-a'])
    await machine.tell(aStatus('a', 'cancelled', { to: 31 }))
    expect(await reason(engine)).toBe('PipelineRunTimeout')
  })

  it('cancels a task only after its launch has arrived', async () => {
    const machine = aMachine()
    let arrive: () => void = () => {}
    const arriving = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const supervisor: TaskSupervisor = {
      ...machine.supervisor,
      async launch(launch, secrets) {
        await arriving
        return machine.supervisor.launch(launch, secrets)
      },
    }
    const { engine } = engineOf({ ...machine, supervisor })
    await engine.submit(aRun([aTask('a')]))
    await engine.cancel(ref, 'Cancelled')
    await settled()
    expect(machine.cancelled).toEqual([])
    arrive()
    await settled()
    expect(names(machine)).toEqual(['run-a/0'])
    expect(machine.cancelled).toEqual(['run-a'])
    expect(await reason(engine)).toBe('Cancelled')
  })

  it('gives a slow watcher the latest status of each run', async () => {
    const machine = aMachine()
    const { engine } = engineOf(machine)
    await engine.submit(aRun([aTask('a')]))
    const stop = new AbortController()
    const watch = engine.watch(stop.signal)[Symbol.asyncIterator]()
    await machine.tell(aStatus('a', 'running'))
    await machine.tell(aStatus('a', 'succeeded'))
    expect((await watch.next()).value).toMatchObject({ ref, status: { condition: { reason: 'Succeeded' } } })
    const next = watch.next()
    stop.abort()
    expect((await next).done).toBe(true)
  })
})
