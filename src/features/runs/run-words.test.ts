import { expect, test } from 'vitest'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { addressOf, failedStep, gateStanding, labelOf, stageToShow, stepAt, stepOf, stepToRead } from './run-words.ts'

function taskRun(pipelineTask: string, retry: number, exitCode: number, more: object = {}): unknown {
  const condition = { status: exitCode === 0 ? 'True' : 'False', reason: '', message: '' }
  return { name: `r-${pipelineTask}`, pipelineTask, retry, condition, steps: [step('work', exitCode)], ...more }
}
function step(name: string, exitCode: number, reason = ''): unknown {
  return { name, state: 'terminated', exitCode, reason }
}
function stage(...taskRuns: unknown[]): StageRun {
  return { taskRuns } as StageRun
}
function read(address: ReturnType<typeof failedStep>): string | undefined {
  return address && `${address.task.pipelineTask}/${String(address.task.retry)}/${address.step.name}`
}

test('opens the log that the failure card is about', () => {
  const retried = stage(taskRun('checkout', 0, 0), taskRun('test', 0, 1), taskRun('test', 1, 1))
  expect(read(failedStep(retried))).toBe('test/1/work')
  expect(read(stepToRead(retried))).toBe('test/1/work')
})

test('a later failure is not the cause', () => {
  const cleaned = stage(taskRun('test', 0, 1), taskRun('clean-up', 0, 2))
  expect(read(failedStep(cleaned))).toBe('test/0/work')
  expect(read(stepToRead(cleaned))).toBe('test/0/work')
})

test('a failed try that was retried successfully is not shown first', () => {
  const mended = stage(taskRun('test', 0, 1), taskRun('test', 1, 0), taskRun('pack', 0, 1))
  expect(read(failedStep(mended))).toBe('pack/0/work')
  const running = { steps: [{ name: 'work', state: 'running' }], condition: { status: 'Unknown', reason: '' } }
  expect(read(stepToRead(stage(taskRun('test', 0, 1), taskRun('test', 1, 0, running))))).toBe('test/1/work')
})

test('the step of a log is that of its own try', () => {
  const retried = stage(taskRun('test', 0, 1), taskRun('test', 1, 0))
  expect(read(stepOf(retried, { taskRun: 'r-test', retry: 1, step: 'work' }))).toBe('test/1/work')
  expect(stepOf(retried, { taskRun: 'r-test', retry: 2, step: 'work' })).toBeUndefined()
})

test('each TaskRun of a matrix and each try has an address and a name of its own', () => {
  const taskRuns = ['1', '10', 'amd64', 'arm64'].map((of) => taskRun('try', 0, 0, { name: `r-try-${of}` }))
  const all = stage(taskRun('make', 0, 0), ...taskRuns, taskRun('flaky', 0, 1), taskRun('flaky', 1, 0))
  expect(all.taskRuns.map((one) => labelOf(all, one))).toEqual([
    'make',
    'try-1',
    'try-10',
    'try-amd64',
    'try-arm64',
    'flaky',
    'flaky',
  ])
  const steps = all.taskRuns.flatMap((task) => task.steps.map((one) => ({ task, step: one })))
  expect(steps.map((one) => stepAt(all, addressOf(all, one)))).toEqual(steps)
  expect(addressOf(all, steps[0] ?? expect.fail())).toEqual({ task: 'make', step: 'work', of: undefined })
  expect(stepAt(all, { task: 'flaky', step: 'work' })).toEqual(steps.at(-1))
})

test('shows a stage that has failed, is running, or was cancelled while running', () => {
  const begun = { startedAt: '2026-01-01T00:00:00Z' }
  const shown = (...stages: object[]): string | undefined =>
    stageToShow({ stages: Object.fromEntries(stages.map((one, index) => [index, one])) } as unknown as Run)
  const failed = { stage: 'failed', state: 'failed', ...begun }
  const running = { stage: 'running', state: 'running', ...begun }
  const cancelled = { stage: 'cancelled', state: 'cancelled', ...begun }
  const never = { stage: 'never', state: 'cancelled' }
  expect(shown(never, cancelled, running, failed)).toBe('failed')
  expect(shown(never, cancelled, running)).toBe('running')
  expect(shown(never, cancelled)).toBe('cancelled')
  expect(shown(never)).toBeUndefined()
})

test('a gate with enough approvals waits for its time, and for nobody', () => {
  const gate = (decisions: number, state = 'waiting'): GateRun => {
    const given = Array.from({ length: decisions }, (_, index) => ({
      decision: 'approve',
      person: { id: String(index) },
    }))
    return { gate: 'ask', state, required: 2, decisions: given, voided: [] } as unknown as GateRun
  }
  expect([gate(1), gate(2), gate(2, 'passed'), undefined].map(gateStanding)).toEqual([
    'waiting',
    'approved',
    'passed',
    'pending',
  ])
})
