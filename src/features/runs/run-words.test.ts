import { expect, test } from 'vitest'
import type { StageRun } from '#domain/run/state.ts'
import { failedStep, stepToRead } from './run-words.ts'

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

test('the log that opens is the one that the failure card tells of', () => {
  const retried = stage(taskRun('checkout', 0, 0), taskRun('test', 0, 1), taskRun('test', 1, 1))
  expect(read(failedStep(retried))).toBe('test/1/work')
  expect(read(stepToRead(retried))).toBe('test/1/work')
})

test('what fails afterwards is not the cause', () => {
  const cleaned = stage(taskRun('test', 0, 1), taskRun('clean-up', 0, 2))
  expect(read(failedStep(cleaned))).toBe('test/0/work')
  expect(read(stepToRead(cleaned))).toBe('test/0/work')
})

test('a try that failed and was made good is not read first', () => {
  const mended = stage(taskRun('test', 0, 1), taskRun('test', 1, 0), taskRun('pack', 0, 1))
  expect(read(failedStep(mended))).toBe('pack/0/work')
  const running = { steps: [{ name: 'work', state: 'running' }], condition: { status: 'Unknown', reason: '' } }
  expect(read(stepToRead(stage(taskRun('test', 0, 1), taskRun('test', 1, 0, running))))).toBe('test/1/work')
})
