import { describe, expect, it } from 'vitest'
import { childRunOf, isParentTask, tasksWithin } from './child-run.ts'
import { lookupParams } from '../values/lookups.ts'
import type { PipelineRun } from '../pipeline.ts'
import { aRun, aTask } from '../../testing/run-builder.ts'
import type { PipelineTask } from '../task.ts'
import { validateRun } from '../validate/validate-run.ts'

const child = {
  params: [{ name: 'who' }, { name: 'list', type: 'array' as const, default: ['d'] }],
  workspaces: [{ name: 'src' }],
  tasks: [aTask('say', { results: ['out'] })],
  results: [{ name: 'said', value: '$(tasks.say.results.out)' }],
}

const parent: PipelineTask = {
  name: 'c',
  pipelineSpec: child,
  timeout: '5m',
  params: [{ name: 'who', value: '$(params.name)' }],
  workspaces: [{ name: 'src', workspace: 'shared', subPath: 'app' }],
}

const workspaces = [{ name: 'shared', emptyDir: {} }]

function started(task: PipelineTask, retry = 0, spec: Partial<PipelineRun['spec']> = {}): PipelineRun {
  if (!isParentTask(task)) throw new Error('The task runs no Pipeline')
  const lookup = lookupParams(new Map([['name', 'ann']]))
  const params = new Map([
    ['name', 'ann'],
    ['who', 'ann'],
  ])
  return childRunOf(aRun([task], { spec: { workspaces, ...spec } }), { name: 'run-c', task, retry, params, lookup })
}

describe('childRunOf', () => {
  it('gives a child values, the time of its task, and the folder that its parent has', () => {
    const { metadata, spec } = started({ ...parent, pipelineRef: { name: 'greeter' } })
    expect(metadata).toMatchObject({ name: 'run-c', namespace: 'shop', labels: { 'tekton.dev/pipeline': 'greeter' } })
    expect(spec).toMatchObject({
      params: [{ name: 'who', value: 'ann' }],
      timeouts: { pipeline: '5m' },
      workspaces: [{ name: 'src', subPath: 'app', persistentVolumeClaim: { claimName: 'run/shared' } }],
    })
    expect(spec.workspaces).toHaveLength(1)
  })

  it('lets an embedded child see what its parent has, as an embedded Task does', () => {
    const { spec } = started(parent)
    expect(spec.params).toEqual([
      { name: 'who', value: 'ann' },
      { name: 'name', value: 'ann' },
    ])
    expect(spec.workspaces?.map(({ name }) => name)).toEqual(['src', 'shared'])
  })

  it('starts a run of its own for every retry, as whom the run says of this task', () => {
    const taskRunSpecs = [{ pipelineTaskName: 'c', serviceAccountName: 'bot', timeout: '2m' }]
    const { metadata, spec } = started(parent, 2, { taskRunSpecs, taskRunTemplate: { serviceAccountName: 'other' } })
    expect(metadata.name).toBe('run-c-retry2')
    expect(spec).toMatchObject({ taskRunTemplate: { serviceAccountName: 'bot' }, timeouts: { pipeline: '2m' } })
  })
})

describe('a Pipeline in a Pipeline', () => {
  it('knows its tasks on every level', () => {
    expect(tasksWithin({ tasks: [parent, aTask('last')] }).map(({ name }) => name)).toEqual(['c', 'say', 'last'])
  })

  it('is checked as a run is, by the paths of its parent', () => {
    const said = aTask('next', { params: [{ name: 'x', value: '$(tasks.c.results.said)' }] })
    const valid = aRun([parent, said], { params: { name: 'ann' }, spec: { workspaces } })
    expect(validateRun(valid)).toEqual([])
    const needy: PipelineTask = {
      name: 'c',
      pipelineSpec: { ...child, tasks: [aTask('say', { runAfter: ['nobody'] })], results: [] },
    }
    const lost: PipelineTask = { name: 'end', timeout: 'soon', pipelineSpec: { tasks: [aTask('t')] } }
    const run = aRun([needy, said], { pipeline: { finally: [lost] } })
    const findings = validateRun(run).map(({ code, place }) => `${code} ${place.path ?? ''}`)
    const at = 'spec.pipelineSpec.tasks[0]'
    expect(findings).toEqual(
      expect.arrayContaining([
        'tekton-unknown-result spec.pipelineSpec.tasks[1]',
        `tekton-unknown-task ${at}.pipelineSpec.tasks[0].runAfter[0]`,
        `tekton-missing-parameter ${at}.params`,
        `tekton-unbound-workspace ${at}.workspaces`,
        'tekton-duration spec.pipelineSpec.finally[0].timeout',
      ]),
    )
  })

  it('may get what only the run will show, whatever it declares', () => {
    const lists: PipelineTask = {
      name: 'c',
      pipelineSpec: { ...child, workspaces: [] },
      matrix: { params: [{ name: 'who', value: ['a', 'b'] }] },
      params: [{ name: 'list', value: '$(params.names[*])' }],
    }
    expect(validateRun(aRun([lists], { params: { names: ['x'] } }))).toEqual([])
    const wrong = validateRun(
      aRun([{ ...lists, params: [{ name: 'list', value: 'x' }] }], { params: { names: ['x'] } }),
    )
    expect(wrong.map(({ place }) => place.path)).toEqual(['spec.pipelineSpec.tasks[0].params[0].value'])
  })
})
