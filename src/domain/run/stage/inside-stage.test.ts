import { describe, expect, it } from 'vitest'
import { aRun, aStatus, aTask } from '#domain/testing/run-builder.ts'
import { stageRunSchema } from '../state.ts'
import { insideStage } from './inside-stage.ts'

describe('the inside of a stage', () => {
  const child = { tasks: [aTask('a'), aTask('b', { runAfter: ['a'] })], finally: [aTask('last')] }
  const stage = stageRunSchema.parse({
    ...{ stage: 'only', state: 'running', attempt: 1 },
    pipelineRun: aRun([{ name: 'whole', pipelineSpec: { tasks: [{ name: 'part', pipelineSpec: child }] } }]),
  })

  it('shows a Pipeline in it as a task that has tasks', () => {
    expect(insideStage(stage, undefined)).toEqual({
      tasks: [{ path: 'whole', name: 'whole', after: [], steps: [], sidecars: [], tasks: 1 }],
      finally: [],
    })
  })

  it('is entered down to the tasks of Pipelines in Pipelines, which are called by the path to them', () => {
    const inside = insideStage(stage, undefined, 'whole/part')
    expect(inside?.tasks.map(({ path, name, after }) => [path, name, after])).toEqual([
      ['whole/part/a', 'a', []],
      ['whole/part/b', 'b', ['whole/part/a']],
    ])
    expect(inside?.finally.map(({ path }) => path)).toEqual(['whole/part/last'])
    expect(insideStage(stage, undefined, 'whole/part/a')).toBeUndefined()
  })

  it('has the sidecars of a task beside its steps, by the names of their logs, before it runs and after', () => {
    const task = aTask('test', { taskSpec: { sidecars: [{ name: 'db', image: 'postgres' }] } })
    const waiting = stageRunSchema.parse({
      ...{ stage: 'only', state: 'running', attempt: 1 },
      pipelineRun: aRun([task]),
    })
    const [before] = insideStage(waiting, undefined)?.tasks ?? []
    expect([before?.steps, before?.sidecars]).toEqual([['work'], ['sidecar-db']])
    const ran = { ...aStatus('test', 'succeeded'), sidecars: [{ name: 'cache', state: 'running' as const }] }
    const [after] = insideStage({ ...waiting, taskRuns: [ran] }, undefined)?.tasks ?? []
    expect(after?.sidecars).toEqual(['sidecar-cache'])
  })
})
