import { describe, expect, it } from 'vitest'
import { toV1Pipeline, toV1Task } from './convert.ts'
import { isApprovalTask, isCustomTask } from './custom-task.ts'
import { inOrder, parentsOf } from './order.ts'
import { aRun, aTask, anApproval } from '../testing/run-builder.ts'
import { stepsOf } from './launch/step-template.ts'
import { taskSchema } from './task.ts'
import { taskRunName } from './run/task-run-rules.ts'
import { timeoutsOf } from './run/timeouts.ts'

describe('stepsOf', () => {
  it('merges the template, the step winning, and names the unnamed', () => {
    const steps = stepsOf({
      stepTemplate: {
        image: 'node',
        workingDir: '/w',
        env: [
          { name: 'A', value: 't' },
          { name: 'B', value: 't' },
        ],
      },
      steps: [
        { script: 'x', env: [{ name: 'A', value: 'own' }] },
        { name: 'named', image: 'deno', command: ['y'] },
      ],
    })
    expect(steps).toEqual([
      {
        name: 'unnamed-0',
        image: 'node',
        workingDir: '/w',
        script: 'x',
        env: [
          { name: 'A', value: 'own' },
          { name: 'B', value: 't' },
        ],
      },
      {
        name: 'named',
        image: 'deno',
        workingDir: '/w',
        command: ['y'],
        env: [
          { name: 'A', value: 't' },
          { name: 'B', value: 't' },
        ],
      },
    ])
  })

  it('keeps variables in an order in which those of the template may refer to those that a step overrides', () => {
    const names = (template: readonly string[], own: readonly string[]): readonly string[] | undefined => {
      const env = (list: readonly string[]) => list.map((name) => ({ name, value: 'v' }))
      return stepsOf({ stepTemplate: { env: env(template) }, steps: [{ env: env(own) }] })[0]?.env?.map(
        ({ name }) => name,
      )
    }
    expect(names(['keep', 'both'], ['new', 'both'])).toEqual(['new', 'keep', 'both'])
    expect(names(['first', 'both', 'last'], ['both', 'new'])).toEqual(['first', 'both', 'new', 'last'])
    expect(names(['a', 'b'], ['b', 'a'])).toEqual(['b', 'a'])
    expect(names(['a', 'b'], [])).toEqual(['a', 'b'])
  })

  it('keeps a command of the template from steps with a script', () => {
    expect(stepsOf({ stepTemplate: { command: ['sh'] }, steps: [{ script: 'x' }, { args: ['y'] }] })).toEqual([
      { name: 'unnamed-0', script: 'x' },
      { name: 'unnamed-1', command: ['sh'], args: ['y'] },
    ])
  })
})

describe('toV1Task and toV1Pipeline', () => {
  const limits = { limits: { cpu: '1' } }
  const old = taskSchema.parse({
    apiVersion: 'tekton.dev/v1beta1',
    kind: 'Task',
    metadata: { name: 't' },
    spec: { steps: [{ name: 's', script: 'x', resources: limits }], stepTemplate: { resources: limits } },
  })

  it('renames what v1 renamed', () => {
    expect(toV1Task(old)).toEqual({
      apiVersion: 'tekton.dev/v1',
      kind: 'Task',
      metadata: { name: 't' },
      spec: {
        steps: [{ name: 's', script: 'x', computeResources: limits }],
        stepTemplate: { computeResources: limits },
      },
    })
    const pipeline = toV1Pipeline({
      apiVersion: 'tekton.dev/v1beta1',
      kind: 'Pipeline',
      metadata: { name: 'p' },
      spec: {
        tasks: [
          { name: 'a', taskSpec: old.spec },
          { name: 'b', taskRef: { name: 'x', bundle: 'registry/x' } },
        ],
        finally: [{ name: 'c', taskSpec: old.spec }],
      },
    })
    expect(pipeline.apiVersion).toBe('tekton.dev/v1')
    expect(pipeline.spec.tasks[0]?.taskSpec?.steps[0]).toEqual({ name: 's', script: 'x', computeResources: limits })
    expect(pipeline.spec.tasks[1]?.taskRef).toMatchObject({ resolver: 'bundles' })
    expect(pipeline.spec.finally?.[0]?.taskSpec?.stepTemplate).toEqual({ computeResources: limits })
  })

  it('leaves v1 alone', () => {
    const task = toV1Task(old)
    expect(toV1Task(task)).toBe(task)
  })
})

describe('inOrder', () => {
  it('puts parents first, by runAfter and by results, also those read in steps', () => {
    const tasks = [
      aTask('c', { params: [{ name: 'p', value: '$(tasks.b.results.r)' }] }),
      aTask('b', { taskSpec: { steps: [{ script: 'echo $(tasks.a.results.r)' }], results: [{ name: 'r' }] } }),
      aTask('a', { results: ['r'] }),
      aTask('d', { runAfter: ['gone'] }),
    ]
    expect(inOrder(tasks).ordered.map(({ name }) => name)).toEqual(['a', 'd', 'b', 'c'])
    expect(parentsOf(tasks).get('d')).toEqual([])
    expect(inOrder([aTask('x', { runAfter: ['x'] }), aTask('y', { runAfter: ['x'] })]).cyclic).toEqual(['x', 'y'])
  })
})

describe('taskRunName', () => {
  it('is readable where it can be, short enough, and never that of another run', () => {
    expect(taskRunName('shop-7-build', 'test')).toBe('shop-7-build-test')
    expect(taskRunName('x', 'y-z')).not.toBe(taskRunName('x-y', 'z'))
    const long = taskRunName('a'.repeat(60), 'test')
    expect(long.length).toBeLessThanOrEqual(63)
    expect(long).not.toBe(taskRunName('a'.repeat(60), 'rest'))
  })
})

describe('timeoutsOf', () => {
  it('gives each part what the other leaves', () => {
    const of = (timeouts: { pipeline?: string; tasks?: string; finally?: string }): unknown =>
      timeoutsOf(aRun([], { spec: { timeouts } }))
    expect(of({})).toEqual({ pipeline: 3_600_000, tasks: undefined, finally: undefined })
    expect(of({ pipeline: '10m', finally: '4m' })).toEqual({ pipeline: 600_000, tasks: 360_000, finally: 240_000 })
    expect(of({ pipeline: '0', tasks: '1m' })).toEqual({ pipeline: undefined, tasks: 60_000, finally: undefined })
    expect(of({ pipeline: '0', tasks: '0' })).toEqual({ pipeline: undefined, tasks: undefined, finally: undefined })
  })
})

describe('custom tasks', () => {
  it('are told by their API', () => {
    expect([isApprovalTask(anApproval('a')), isCustomTask(anApproval('a')), isCustomTask(aTask('b'))]).toEqual([
      true,
      true,
      false,
    ])
    expect(isCustomTask({ taskRef: { apiVersion: 'tekton.dev/v1', kind: 'Task', name: 'x' } })).toBe(false)
    expect(isApprovalTask({ taskRef: { apiVersion: 'example.com/v1', kind: 'ApprovalTask' } })).toBe(false)
  })
})
