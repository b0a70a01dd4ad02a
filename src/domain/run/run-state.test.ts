import { describe, expect, it } from 'vitest'
import { gateRunSchema, type GateRun } from './gate-run.ts'
import { aRun, anApproval } from '#domain/testing/run-builder.ts'
import { asksSomebody, stateOf, tally, tallyOf, waitingApprovals, whyFailed } from './run-state.ts'
import { runSchema, type Run } from './state.ts'

function gateOf(requiredApprovals: number | undefined, approvals: readonly string[] = []): GateRun {
  return gateRunSchema.parse({
    gate: 'release',
    state: 'waiting',
    decisions: approvals.map((id) => ({
      person: { id, name: id },
      decision: 'approve',
      comment: '',
      evidence: '',
      at: '2026-01-05T10:00:00Z',
    })),
    ...(requiredApprovals === undefined ? {} : { rule: { name: 'release', requiredApprovals } }),
  })
}

function runWith(gates: Run['gates'], stage: string): Run {
  const at = '2026-01-05T10:00:00Z'
  const by = { id: 'dan', name: 'Dan' }
  return runSchema.parse({
    ...{ id: 'r', project: 'p', line: 'l', number: 1, note: '', by, snapshot: 's', startedAt: at, sequence: 1 },
    ...{ state: 'running', attempt: 1, attempts: [{ attempt: 1, startedAt: at, by }], results: [] },
    stages: { a: { stage: 'a', state: stage, attempt: 1 } },
    gates,
  })
}

describe('the word for a run', () => {
  it('asks for an approval while a gate waits for people', () => {
    expect(stateOf(runWith({ release: gateOf(undefined) }, 'waiting'))).toBe('needs-approval')
    expect(stateOf(runWith({ release: gateOf(2, ['mio']) }, 'running'))).toBe('needs-approval')
  })

  it('is waiting where a calendar or a chosen hour alone holds it, and running while something runs', () => {
    expect(stateOf(runWith({ release: gateOf(0) }, 'waiting'))).toBe('queued')
    expect(stateOf(runWith({ release: gateOf(1, ['mio']) }, 'waiting'))).toBe('queued')
    expect(stateOf(runWith({ release: gateOf(0) }, 'running'))).toBe('running')
  })

  it('asks for an approval while a task of a Pipeline within its stage waits for one', () => {
    const run = runWith({}, 'running')
    const pipelineRun = aRun([{ name: 'child', pipelineSpec: { tasks: [anApproval('ok')] } }])
    const waits = { name: 'run-child-ok', pipelineTask: 'child/ok', retry: 0, steps: [], results: [] }
    const taskRuns = [
      { ...waits, condition: { status: 'Unknown', reason: 'Running' } as const },
      {
        ...waits,
        name: 'run-child',
        pipelineTask: 'child',
        condition: { status: 'Unknown', reason: 'Running' } as const,
      },
    ]
    const [stage] = Object.values(run.stages).map((one) => ({ ...one, pipelineRun, taskRuns }))
    expect(stage === undefined ? [] : waitingApprovals(stage).map(({ taskRun }) => taskRun.name)).toEqual([
      'run-child-ok',
    ])
    const asking = { ...run, stages: stage === undefined ? {} : { [stage.stage]: stage } }
    expect(stateOf(asking)).toBe('needs-approval')
    const counts = tallyOf(asking)
    for (const one of Object.values(asking.stages)) tally(counts, one, -1)
    expect(counts).toEqual({ asking: 0, failed: 0, running: 0 })
    expect(stateOf(asking, counts)).toBe('running')
  })

  it('knows of a gate of the line by its own rule how many it asks', () => {
    const gate = gateOf(undefined, ['mio'])
    expect(asksSomebody(gate)).toBe(true)
    expect(asksSomebody(gate, { requiredApprovals: 1 })).toBe(false)
    expect(asksSomebody({ ...gate, state: 'passed' })).toBe(false)
    expect(asksSomebody({ ...gate, required: 1 })).toBe(false)
    expect(asksSomebody({ ...gate, required: 2 })).toBe(true)
  })
})

describe('why a stage failed', () => {
  const taskRun = (pipelineTask: string, retry: number, reason: string, message?: string) => ({
    ...{ name: `r-${pipelineTask}`, pipelineTask, retry, steps: [], results: [] },
    condition: {
      status: reason === 'Succeeded' ? ('True' as const) : ('False' as const),
      reason,
      ...(message && { message }),
    },
  })
  const message = 'Tasks Completed: 3 (Failed: 1, Cancelled 0), Skipped: 0'

  it('is what was said of its first task that failed in the end, and what was said of all where none did', () => {
    const passedOver = taskRun('lint', 0, 'FailureIgnored', 'no')
    const madeGood = [taskRun('test', 0, 'Failed', 'first try'), taskRun('test', 1, 'Succeeded')]
    const failed = taskRun('pack', 0, 'Failed', '"step-s" exited with code 1')
    expect(whyFailed({ message, taskRuns: [passedOver, ...madeGood, failed] })).toBe(
      'pack: "step-s" exited with code 1',
    )
    expect(whyFailed({ message, taskRuns: [passedOver, ...madeGood] })).toBe(message)
  })
})
