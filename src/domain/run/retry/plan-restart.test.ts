import { describe, expect, it } from 'vitest'
import { planRestart } from './plan-retry.ts'
import type { Snapshot } from '../snapshot.ts'
import { startAttempt } from './start-attempt.ts'
import type { Run, StageRun } from '../state.ts'

const at = '2026-01-01T00:00:00.000Z'
const by = { id: 'dan', name: 'Dan' }
const deployment = { app: 'x', name: 'y' }

/** a, then b; c is independent. */
const snapshot: Snapshot = {
  line: {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'l' },
    spec: {
      stages: [
        { name: 'a', spec: { pipeline: 'p', deployment } },
        { name: 'b', runAfter: ['a'], spec: { pipeline: 'p', deployment } },
        { name: 'c', spec: { pipeline: 'p', deployment } },
      ],
    },
  },
  lineVersion: { number: 1, digest: 'd' },
  inputs: {},
  stages: ['a', 'b', 'c'].map((stage) => ({
    stage,
    pipeline: { apiVersion: 'tekton.dev/v1', kind: 'Pipeline', metadata: { name: 'p' }, spec: { tasks: [] } },
    tasks: [],
    deployment: { ...deployment, environment: 'staging' },
    parameters: [],
    commits: [],
  })),
  modules: [],
  notProven: [],
}

function stageOf(stage: string): StageRun {
  return {
    stage,
    state: 'succeeded',
    attempt: 1,
    digest: `digest-${stage}`,
    parameters: [],
    manifests: [],
    reason: '',
    message: '',
    taskRuns: [
      {
        name: `${stage}-t`,
        pipelineTask: 't',
        condition: { status: 'True', reason: 'Succeeded' },
        retry: 0,
        steps: [],
        results: [],
      },
    ],
    skippedTasks: [],
    results: [],
  }
}

function runOf(endedAt: string | undefined): Run {
  const attempt = { attempt: 1, startedAt: at, by, message: '', digests: {}, outcome: 'succeeded' as const }
  return {
    id: 'r',
    project: 'p',
    line: 'l',
    number: 1,
    note: '',
    by,
    snapshot: '',
    startedAt: at,
    state: 'succeeded',
    attempt: 1,
    attempts: [endedAt === undefined ? attempt : { ...attempt, endedAt }],
    stages: { a: stageOf('a'), b: stageOf('b'), c: stageOf('c') },
    gates: {},
    results: [],
    sequence: 1,
  }
}

describe('restart from a stage', () => {
  it('runs it and what comes after it again, whole, and keeps the rest', () => {
    const run = runOf(at)
    const plan = planRestart(run, snapshot, 'a', {})
    if (!plan.ok) throw new Error(plan.error.message)
    expect(plan.value).toEqual({ carried: ['c'], carriedGates: [], restarted: ['a', 'b'] })
    const { carried, carriedGates, restarted } = plan.value
    const again = startAttempt(run, {
      kind: 'attempt-started',
      at,
      attempt: 2,
      by,
      carried: [...carried],
      carriedGates: [...carriedGates],
      restarted: [...restarted],
    })
    expect(again.stages['b']).toMatchObject({ state: 'pending', taskRuns: [], digest: 'digest-b' })
    expect(again.stages['c']).toMatchObject({ state: 'succeeded' })
  })

  it('is refused while the run goes on, and for a stage that never ran', () => {
    expect(planRestart(runOf(undefined), snapshot, 'a', {})).toMatchObject({ ok: false })
    expect(planRestart(runOf(at), snapshot, 'nowhere', {})).toMatchObject({ ok: false })
  })
})
