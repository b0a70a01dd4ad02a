import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildTaskLaunch } from './launch/build-launch.ts'
import type { ParamValue } from './values/params.ts'
import type { PipelineRun } from './pipeline.ts'
import type { CancelRequest } from './plan/facts.ts'
import { planPipelineRun, type Plan } from './plan/plan.ts'
import type { PlannedTaskRun } from './plan/planned-task-run.ts'
import { reduceForRetry } from './run/reduce-for-retry.ts'
import { aRun, aStatus, aTask, second } from '../testing/run-builder.ts'
import type { TaskRunStatus } from './run/status.ts'
import type { PipelineTask } from './task.ts'
import type { TaskLaunch } from './launch/task-launch.ts'
import { validateRun } from './validate/validate-run.ts'

describe('planPipelineRun', () => {
  it('starts every try once, ends every run, and does not care in which order statuses are told', () => {
    fc.assert(
      fc.property(
        arbitraryRun,
        fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
        (run, picks, fates) => {
          let turn = 0
          const told: string[] = []
          const end = runToEnd(
            run,
            () => fates[turn % fates.length] ?? true,
            () => picks[turn++ % picks.length] ?? 0,
            (plan, statuses) => {
              const known = new Set(statuses.map(({ name, retry }) => `${name}/${retry}`))
              for (const { name, retry } of plan.launch) {
                expect(known).not.toContain(`${name}/${retry}`)
                told.push(`${name}/${retry}`)
              }
              const input = { run, answers: [], cancels: [], now: second(turn + 1) }
              const forward = planPipelineRun({ ...input, taskRuns: statuses })
              const backward = planPipelineRun({ ...input, taskRuns: [...statuses].reverse() })
              expect(backward.status).toEqual(forward.status)
              expect(backward.launch.map(({ name, retry }) => [name, retry])).toEqual(
                forward.launch.map(({ name, retry }) => [name, retry]),
              )
            },
          )
          expect(new Set(told).size).toBe(told.length)
          expect(end.plan.status.condition.status).not.toBe('Unknown')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('starts every combination of a matrix as often as its tries allow, and ends', () => {
    fc.assert(
      fc.property(arbitraryMatrixRun, fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (run, fates) => {
        let turn = 0
        const { launches, plan, statuses } = runToEnd(
          run,
          () => fates[turn++ % fates.length] ?? true,
          () => turn * 7,
        )
        const tries = launches.map(({ name, retry }) => `${name}/${retry}`)
        expect(new Set(tries).size).toBe(tries.length)
        expect(plan.status.condition.status).not.toBe('Unknown')
        const again = { run, answers: [], cancels: [], now: second(100) }
        expect(planPipelineRun({ ...again, taskRuns: [...statuses].reverse() }).status).toEqual(plan.status)
        for (const { name, matrix, retries = 0 } of run.spec.pipelineSpec.tasks) {
          const own = launches.filter((launch) => launch.task.name === name)
          const values = matrix?.params?.[0]?.value ?? []
          const started = new Set(own.map((launch) => launch.name))
          expect([0, values.length]).toContain(started.size)
          for (const child of started)
            expect(own.filter((launch) => launch.name === child).length).toBeLessThanOrEqual(retries + 1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('lets nothing that becomes due later change what has ended', () => {
    const modes = fc.constantFrom('Cancelled' as const, 'CancelledRunFinally' as const, 'StoppedRunFinally' as const)
    const timeouts = fc.constantFrom(
      {},
      { pipeline: '9s' },
      { pipeline: '20s', tasks: '5s' },
      { pipeline: '0' },
      { pipeline: '20s', finally: '2s' },
    )
    fc.assert(
      fc.property(
        arbitraryRun,
        timeouts,
        fc.array(fc.record({ mode: modes, at: fc.nat(12) }), { maxLength: 2 }),
        fc.nat(6),
        (plain, limits, asked, broken) => {
          const run = { ...plain, spec: { ...plain.spec, timeouts: limits } }
          const cancels = asked.map(({ mode, at }) => ({ mode, at: new Date(second(at)).toISOString() }))
          const { plan, later } = untilEnded(run, cancels, `t${broken}`)
          expect(plan.launch).toEqual([])
          expect(plan.cancel).toEqual([])
          expect(later.status).toEqual(plan.status)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('never starts again what it knows, whatever part of the story it is told', () => {
    fc.assert(
      fc.property(arbitraryRun, fc.nat(40), (run, cut) => {
        const { statuses } = runToEnd(run, ({ retry, task }) => retry > 0 || task.name !== 't1')
        const prefix = statuses.slice(0, cut)
        const again = planPipelineRun({ run, taskRuns: statuses, answers: [], cancels: [], now: second(100) })
        expect(again.launch).toEqual([])
        for (const { name, retry } of planPipelineRun({
          run,
          taskRuns: prefix,
          answers: [],
          cancels: [],
          now: second(100),
        }).launch) {
          expect(prefix.some((status) => status.name === name && status.retry === retry)).toBe(false)
        }
      }),
    )
  })
})

describe('reduceForRetry', () => {
  it('starts the same work as running on would have', () => {
    fc.assert(
      fc.property(
        arbitraryRun,
        fc.array(fc.nat(6), { maxLength: 3 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
        (whole, failing, picks) => {
          const tolerated = new Set(
            whole.spec.pipelineSpec.tasks.filter(({ onError }) => onError === 'continue').map(({ name }) => name),
          )
          const broken = new Set(failing.map((number) => `t${number}`))
          const alwaysFails = (name: string): boolean => broken.has(name) && tolerated.has(name)
          const runningOn = runToEnd(whole, ({ task }) => !alwaysFails(task.name))
          let turn = 0
          const first = runToEnd(
            whole,
            ({ task }) => !broken.has(task.name),
            () => picks[turn++ % picks.length] ?? 0,
          )
          const retry = reduceForRetry(whole, first.statuses)
          const second = runToEnd(retry.run, ({ task }) => !alwaysFails(task.name))
          const expected = stepsByTask(whole, runningOn.launches)
          const actual = stepsByTask(retry.run, second.launches)
          const carried = retry.kind === 'reduced' ? retry.carried : []
          expect([...new Set([...carried, ...actual.keys()])].sort()).toEqual([...expected.keys()].sort())
          for (const [name, steps] of actual) expect(steps).toEqual(expected.get(name))
          for (const name of carried) expect(actual.has(name)).toBe(false)
          expect([...validateRun(whole), ...validateRun(retry.run)]).toEqual([])
          expect(second.plan.status.results).toEqual(runningOn.plan.status.results)
          expect(second.plan.status.condition.status).toBe(runningOn.plan.status.condition.status)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Advances a world second by second until the run has ended, then plans it again days later. */
function untilEnded(
  run: PipelineRun,
  cancels: readonly CancelRequest[],
  broken: string,
): { readonly plan: Plan; readonly later: Plan } {
  let statuses: readonly TaskRunStatus[] = []
  for (let time = 1; time < 100; time += 1) {
    const known = {
      run,
      taskRuns: statuses,
      answers: [],
      cancels: cancels.filter(({ at }) => Date.parse(at) <= second(time)),
    }
    const plan = planPipelineRun({ ...known, now: second(time) })
    if (plan.status.condition.status !== 'Unknown')
      return { plan, later: planPipelineRun({ ...known, now: second(1_000_000) }) }
    statuses = advance(statuses, plan, time, broken)
  }
  throw new Error('The run never ended')
}

/** One second of a world: tries to cancel are cancelled, one running try ends, planned tries start. */
function advance(
  statuses: readonly TaskRunStatus[],
  plan: Plan,
  time: number,
  broken: string,
): readonly TaskRunStatus[] {
  const ending = statuses.find(({ condition, name }) => condition.status === 'Unknown' && !plan.cancel.includes(name))
  const moved = statuses.map((status): TaskRunStatus => {
    const { pipelineTask, retry, name, condition } = status
    if (condition.status !== 'Unknown') return status
    const end = { from: time, to: time + 1, retry }
    if (plan.cancel.includes(name)) return aStatus(pipelineTask, 'cancelled', end)
    if (status !== ending) return status
    return pipelineTask === broken
      ? aStatus(pipelineTask, 'failed', end)
      : aStatus(pipelineTask, 'succeeded', { ...end, results: outputsOf(pipelineTask) })
  })
  return [...moved, ...plan.launch.map(({ task, retry }) => aStatus(task.name, 'running', { from: time, retry }))]
}

function stepsByTask(run: PipelineRun, launches: readonly PlannedTaskRun[]): Map<string, TaskLaunch['steps']> {
  return new Map(
    launches.map((planned) => {
      const launch = buildTaskLaunch(run, planned, 'process')
      return [planned.task.name, launch.ok ? launch.value.steps : []]
    }),
  )
}

/** Arbitrary runs for property tests: up to seven tasks that follow and read earlier ones, some guarded, some tolerant, and finally tasks. */
const arbitraryRun: fc.Arbitrary<PipelineRun> = fc
  .array(
    fc.record({
      after: fc.array(fc.nat(6), { maxLength: 2 }),
      reads: fc.array(fc.nat(6), { maxLength: 2 }),
      guard: fc.constantFrom('none', 'none', 'none', 'never', 'by-result'),
      tolerant: fc.boolean(),
      retries: fc.nat(2),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((shapes) => {
    const tasks = shapes.map((shape, index) => {
      const earlier = (numbers: readonly number[]): number[] => [...new Set(numbers.filter((number) => number < index))]
      const reads = earlier(shape.reads)
      return aTask(`t${index}`, {
        runAfter: earlier(shape.after).map((number) => `t${number}`),
        params: reads.flatMap((number) => [
          { name: `p${number}`, value: `<$(tasks.t${number}.results.r)>` },
          { name: `l${number}`, value: `$(tasks.t${number}.results.list[*])` },
        ]),
        ...whenOf(shape.guard, reads[0]),
        ...(shape.tolerant ? { onError: 'continue' as const } : {}),
        retries: shape.tolerant ? 0 : shape.retries,
        taskSpec: {
          results: [{ name: 'r' }, { name: 'list', type: 'array' }],
          steps: [
            {
              name: 'work',
              image: 'busybox',
              script: 'true',
              args: reads.flatMap((number) => [`$(params.p${number})`, `$(params.l${number}[*])`]),
            },
          ],
        },
      })
    })
    const last = aTask('last', {
      params: [{ name: 's', value: `$(tasks.t0.status) $(params.outside)` }],
      taskSpec: { steps: [{ image: 'busybox', script: 'echo $(params.s) $(params.outside)' }] },
    })
    return aRun(tasks, {
      params: { outside: '$(params.s)' },
      pipeline: {
        params: [{ name: 'outside' }],
        finally: [last],
        results: [{ name: 'out', value: 'is $(tasks.t0.results.r)' }],
      },
    })
  })

/** Runs whose tasks all have a matrix with up to three values or none; each task reads everything that the one before wrote. */
const arbitraryMatrixRun: fc.Arbitrary<PipelineRun> = fc
  .array(
    fc.record({
      values: fc.array(fc.stringMatching(/^[a-c]$/), { maxLength: 3 }),
      retries: fc.nat(1),
      tolerant: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((shapes) =>
    aRun(
      shapes.map(({ values, retries, tolerant }, index) =>
        aTask(`t${index}`, {
          results: ['r'],
          retries,
          matrix: { params: [{ name: 'x', value: values }] },
          ...(tolerant ? { onError: 'continue' as const } : {}),
          ...(index === 0 ? {} : { params: [{ name: 'all', value: `$(tasks.t${index - 1}.results.r[*])` }] }),
        }),
      ),
    ),
  )

/** What a task writes in tests: text that looks like references, so that a second substitution would be noticed. */
function outputsOf(task: string): Readonly<Record<string, ParamValue>> {
  return { r: `$(params.outside) of ${task}`, list: [`${task}-1`, `$(tasks.t0.results.r)`] }
}

/** Plans a run to its end: `pick` chooses which running try ends next, `succeeds` how. Returns all launches in order and the last plan. */
function runToEnd(
  run: PipelineRun,
  succeeds: (launch: PlannedTaskRun) => boolean,
  pick: (amount: number) => number = () => 0,
  observe: (plan: Plan, statuses: readonly TaskRunStatus[]) => void = () => {},
): { readonly launches: readonly PlannedTaskRun[]; readonly plan: Plan; readonly statuses: readonly TaskRunStatus[] } {
  const launches: PlannedTaskRun[] = []
  const running: PlannedTaskRun[] = []
  let statuses: TaskRunStatus[] = []
  for (let time = 1; ; time += 1) {
    const plan = planPipelineRun({ run, taskRuns: statuses, answers: [], cancels: [], now: second(time) })
    observe(plan, statuses)
    for (const launch of plan.launch) {
      launches.push(launch)
      running.push(launch)
      statuses = [...statuses, named(launch, aStatus(launch.task.name, 'running', { from: time, retry: launch.retry }))]
    }
    const [next] = running.splice(running.length === 0 ? 0 : pick(running.length) % running.length, 1)
    if (next === undefined) return { launches, plan, statuses: plan.status.taskRuns }
    const name = next.task.name
    const ended = named(
      next,
      succeeds(next)
        ? aStatus(name, 'succeeded', { from: time, to: time, retry: next.retry, results: outputsOf(name) })
        : aStatus(name, 'failed', { from: time, to: time, retry: next.retry }),
    )
    statuses = statuses.map((status) => (status.name === next.name && status.retry === next.retry ? ended : status))
  }
}

/** TaskRuns of a matrix have their own names. */
function named({ name }: PlannedTaskRun, status: TaskRunStatus): TaskRunStatus {
  return { ...status, name }
}

function whenOf(guard: string, read: number | undefined): Pick<PipelineTask, 'when'> | Record<string, never> {
  if (guard === 'never') return { when: [{ input: 'a', operator: 'in', values: ['b'] }] }
  if (guard !== 'by-result' || read === undefined) return {}
  return {
    when: [
      {
        input: `$(tasks.t${read}.results.r)`,
        operator: 'in',
        values: [`$(params.outside) of t${read}`, `$(tasks.t${read}.results.r)`],
      },
    ],
  }
}
