import { expect, test } from 'vitest'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { RunEvent } from '../events.ts'
import { stepLogs } from './step-logs.ts'

const at = (second: number): string => `2026-01-01T00:00:0${second}.000Z`
const ended = (name: string, exitCode: number, second: number) => ({
  ...{ name, state: 'terminated' as const, exitCode, finishedAt: at(second) },
})
const taskRun: TaskRunStatus = {
  name: 'r-test',
  pipelineTask: 'test',
  condition: { status: 'True', reason: 'Succeeded' },
  retry: 0,
  steps: [ended('first', 0, 1), ended('last', 0, 3)],
  results: [],
  sidecars: [ended('broken', 1, 2), ended('stopped', 143, 4)],
}

test('sidecars have logs of their own, and only those that ended before the steps have failed', () => {
  const changed = { kind: 'task-changed', attempt: 1, stage: 'build', taskRun } as RunEvent
  expect(stepLogs([changed]).map(({ step, state }) => `${step} ${state}`)).toEqual([
    'first succeeded',
    'last succeeded',
    'sidecar-broken failed',
    'sidecar-stopped succeeded',
  ])
})
