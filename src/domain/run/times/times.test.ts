import { describe, expect, it } from 'vitest'
import type { AssemblyLine } from '#domain/line/line.ts'
import { retriedFirst } from '../run-state.ts'
import type { Run, StageRun } from '../state.ts'
import { causesOf, criticalPath, failureChains, timeSpent, waitsInQueues } from './times.ts'
import { median, usualTimes } from './usual-times.ts'

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()
const now = Date.UTC(2026, 0, 1) + 100_000

function stage(name: string, state: StageRun['state'], from?: number, to?: number): StageRun {
  return {
    stage: name,
    state,
    attempt: 1,
    parameters: [],
    manifests: [],
    reason: '',
    message: '',
    taskRuns: [],
    skippedTasks: [],
    results: [],
    ...(from === undefined ? {} : { startedAt: at(from) }),
    ...(to === undefined ? {} : { endedAt: at(to) }),
  }
}

function runOf(stages: readonly StageRun[], gate?: Partial<Run['gates'][string]>): Run {
  const by = { id: 'dan', name: 'Dan' }
  return {
    id: 'r',
    project: 'p',
    line: 'l',
    number: 1,
    note: '',
    by,
    snapshot: '',
    startedAt: at(0),
    state: 'running',
    attempt: 1,
    attempts: [{ attempt: 1, startedAt: at(0), by, message: '', digests: {} }],
    stages: Object.fromEntries(stages.map((one) => [one.stage, one])),
    gates: gate === undefined ? {} : { g: { gate: 'g', state: 'waiting', decisions: [], voided: [], ...gate } },
    results: [],
    sequence: 1,
  }
}

/** a and b, then c after both, then d. */
const line: AssemblyLine = {
  apiVersion: 'vs.axis-dev.io/v1',
  kind: 'AssemblyLine',
  metadata: { name: 'l' },
  spec: {
    stages: [
      { name: 'a', spec: { pipeline: 'p', deployment: { app: 'x', name: 'y' } } },
      { name: 'b', spec: { pipeline: 'p', deployment: { app: 'x', name: 'y' } } },
      { name: 'c', runAfter: ['a', 'b'], spec: { pipeline: 'p', deployment: { app: 'x', name: 'y' } } },
      { name: 'd', runAfter: ['c'], spec: { pipeline: 'p', deployment: { app: 'x', name: 'y' } } },
    ],
  },
}

describe('the critical path', () => {
  it('goes from the last stage to those that it really waited for', () => {
    const run = runOf([
      stage('a', 'succeeded', 0, 10),
      stage('b', 'succeeded', 0, 30),
      stage('c', 'succeeded', 30, 40),
      stage('d', 'running', 40),
    ])
    expect(criticalPath(run, line, now)).toEqual(['b', 'c', 'd'])
  })

  it('is empty before anything has begun', () => {
    expect(criticalPath(runOf([stage('a', 'pending')]), line, now)).toEqual([])
  })
})

describe('where time went', () => {
  it('tells work, waiting for people and the rest apart', () => {
    const stages = [stage('a', 'succeeded', 0, 10), stage('b', 'succeeded', 5, 20)]
    expect(timeSpent(runOf(stages, { openedAt: at(25), closedAt: at(85) }), now)).toEqual({
      total: 100_000,
      working: 20_000,
      approval: 60_000,
      queue: 0,
      other: 20_000,
    })
  })

  it('is waiting for people while nothing but a question within a stage goes on', () => {
    const taskRun = (pipelineTask: string, from: number, to: number) => ({
      ...{ name: pipelineTask, pipelineTask, condition: { status: 'True', reason: 'Succeeded' } as const, retry: 0 },
      ...{ startedAt: at(from), finishedAt: at(to), steps: [], results: [] },
    })
    const taskRuns = [
      taskRun('a', 0, 10),
      taskRun('inner', 10, 80),
      taskRun('inner/ask', 20, 80),
      taskRun('b', 80, 100),
    ]
    const task = { stage: 'a', task: 'inner/ask', taskRun: 'inner/ask' }
    const run = runOf([{ ...stage('a', 'running', 0), taskRuns }], { openedAt: at(20), closedAt: at(80), task })
    expect(timeSpent(run, now)).toMatchObject({ working: 30_000, approval: 60_000, other: 10_000 })
  })

  it('tells waiting for other runs apart as well, the turns that it had and the one that it waits for now', () => {
    const behind = { run: 'r1', line: 'release', number: 1 }
    const run = {
      ...runOf([stage('a', 'succeeded', 30, 50)]),
      queued: [{ queue: 'line/release', since: at(0), until: at(30), behind }],
      queues: [{ queue: 'environment/production', since: at(60), behind }],
    }
    expect(timeSpent(run, now)).toEqual({ total: 100_000, working: 20_000, approval: 0, queue: 70_000, other: 10_000 })
    expect(waitsInQueues(run, now).map(({ queue, from, to }) => [queue, from, to])).toEqual([
      ['line/release', Date.parse(at(0)), Date.parse(at(30))],
      ['environment/production', Date.parse(at(60)), now],
    ])
  })
})

describe('cause and consequence', () => {
  it('are a failed stage and what cannot run because of it', () => {
    const run = runOf([
      stage('a', 'failed', 0, 10),
      stage('b', 'succeeded', 0, 10),
      stage('c', 'skipped'),
      stage('d', 'skipped'),
    ])
    expect(failureChains(run, line)).toEqual([{ cause: 'a', consequences: ['c', 'd'] }])
    // At any distance from the failed stage.
    expect(['a', 'b', 'c', 'd'].map((name) => causesOf(run, line, name))).toEqual([[], [], ['a'], ['a']])
  })

  it('are told apart from a gate that nobody opened and from a cancellation: a further attempt begins elsewhere', () => {
    const ended = (
      state: 'succeeded' | 'failed',
      gate: 'timed-out' | 'passed',
      outcome: 'failed' | 'cancelled' = 'failed',
    ): string => {
      const run = runOf([stage('a', state, 0, 5), stage('c', 'skipped')], { openedAt: at(5), state: gate })
      return retriedFirst({ ...run, attempts: run.attempts.map((one) => ({ ...one, endedAt: at(9), outcome })) })
    }
    expect(ended('succeeded', 'timed-out')).toBe('gate')
    expect(ended('failed', 'timed-out')).toBe('failed')
    expect(ended('succeeded', 'passed')).toBe('failed')
    expect(ended('succeeded', 'passed', 'cancelled')).toBe('rest')
    expect(ended('failed', 'passed', 'cancelled')).toBe('failed')
  })
})

describe('usual times', () => {
  it('are medians of successes', () => {
    const past = [10, 12, 90].map((milliseconds) => ({
      state: 'succeeded',
      milliseconds,
      stages: [{ stage: 'a', state: 'succeeded', milliseconds }],
    }))
    const failed = { state: 'failed', milliseconds: 1, stages: [{ stage: 'a', state: 'failed', milliseconds: 1 }] }
    expect(usualTimes([...past, failed])).toEqual({ run: 12, stages: { a: 12 } })
    expect(usualTimes([])).toEqual({ run: undefined, stages: {} })
    expect(median([1, 2])).toBe(1.5)
  })
})
