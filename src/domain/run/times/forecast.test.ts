import { expect, it } from 'vitest'
import { assemblyLineSchema } from '#domain/line/line.ts'
import { forecast } from './forecast.ts'
import { stageEvents } from '../stage/stage-events.ts'
import { runSchema, stageRunSchema, type Run } from '../state.ts'

const deployment = { app: 'a', name: 'd' }
const line = assemblyLineSchema.parse({
  apiVersion: 'vs.axis-dev.io/v1',
  kind: 'AssemblyLine',
  metadata: { name: 'l' },
  spec: {
    gates: [{ name: 'ask' }],
    stages: [
      { name: 'build', spec: { pipeline: 'p', deployment } },
      { name: 'deploy', spec: { pipeline: 'p', deployment }, runAfter: ['build'] },
      { name: 'verify', spec: { pipeline: 'p', deployment }, runAfter: ['deploy'] },
      { name: 'live', spec: { pipeline: 'p', deployment }, runAfter: ['verify'], gates: ['ask'] },
    ],
  },
})
const at = (seconds: number) => new Date(seconds * 1000).toISOString()
const usual = { build: 5000, deploy: 10_000, verify: 2000, live: 1000 }

function run(stages: Readonly<Record<string, object>>): Run {
  return runSchema.parse({
    ...{ id: 'r', project: 'p', line: 'l', number: 1, note: '', by: { id: '', name: '' }, snapshot: '' },
    ...{ startedAt: at(0), state: 'running', attempt: 1, attempts: [], gates: {}, results: [], sequence: 1 },
    stages: Object.fromEntries(
      Object.entries(stages).map(([stage, more]) => [stage, { stage, state: 'pending', attempt: 1, ...more }]),
    ),
  })
}

it('goes from what runs to what comes next, and stops where a person is waited for', () => {
  const found = forecast(
    run({
      build: { state: 'succeeded', startedAt: at(0), endedAt: at(6) },
      deploy: { state: 'running', startedAt: at(6) },
      verify: {},
      live: {},
    }),
    line,
    usual,
    10_000,
  )
  expect([...found]).toEqual([
    ['deploy', { from: 6000, to: 16_000 }],
    ['verify', { from: 16_000, to: 18_000 }],
  ])
})

it('takes what is late as ending now, and says nothing of what will not come', () => {
  const late = forecast(run({ build: { state: 'running', startedAt: at(0) }, deploy: {} }), line, usual, 60_000)
  expect(late.get('deploy')).toEqual({ from: 60_000, to: 70_000 })
  const failed = run({ build: { state: 'failed', startedAt: at(0), endedAt: at(6) }, deploy: {} })
  expect(forecast(failed, line, usual, 60_000).size).toBe(0)
})

it('tells what happened in a stage in order', () => {
  const stage = stageRunSchema.parse({
    ...{ stage: 'build', state: 'failed', attempt: 1, readyAt: at(0), startedAt: at(1), endedAt: at(9) },
    ...{ reason: 'Failed', message: 'Tasks Completed: 1' },
    taskRuns: [
      {
        ...{ name: 'l-1-1-build-test', pipelineTask: 'test', retry: 0, startedAt: at(2), finishedAt: at(8) },
        condition: { status: 'False', reason: 'Failed', message: 'step unit failed' },
        steps: [{ name: 'unit', state: 'terminated', exitCode: 2, startedAt: at(3), finishedAt: at(7) }],
        results: [],
      },
    ],
  })
  expect(stageEvents(stage).map(({ object, name, reason, outcome }) => [object, name, reason, outcome])).toEqual([
    ['stage', 'build', 'Ready', 'neutral'],
    ['stage', 'build', 'Started', 'neutral'],
    ['task', 'test', 'Started', 'neutral'],
    ['step', 'test / unit', 'Started', 'neutral'],
    ['step', 'test / unit', 'Completed', 'bad'],
    ['task', 'test', 'Failed', 'bad'],
    ['stage', 'build', 'Failed', 'bad'],
  ])
})
