import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PipelineRunStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import { createLiveOutput, type LiveOutput } from './live-output.ts'

let folder: string
let live: LiveOutput
let told: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-live-'))
  told = []
  live = createLiveOutput({
    namespace: 'default',
    logFile: ({ taskRun, retry, step }) => join(folder, `${taskRun}-${retry}-${step}`),
    write: (lines) => told.push(...lines.map(({ task, step, text }) => `${task}/${step} ${text}`)),
    note: (task, sentence) => told.push(`${task}: ${sentence}`),
  })
})
afterEach(() => {
  live.end()
  rmSync(folder, { recursive: true, force: true })
})

it('writes every line of a log of many megabytes before it says what became of the task', () => {
  log(
    'run-big-0-s',
    Array.from({ length: 100_000 }, (_, index) => `12:00:00 stdout F ${index} ${'.'.repeat(40)}\n`),
  )
  live.update('run', statusOf(taskRun('big', 0, 'Succeeded')), '')
  expect(told).toHaveLength(100_001)
  expect(told.at(-2)).toMatch(/^big\/s 99999 /)
  expect(told.at(-1)).toBe('big: Succeeded')
})

it('writes lines of several logs in the order of time, and a last one without an end', () => {
  log('run-a-0-s', [
    '12:00:01 stdout F one\n',
    '12:00:04 stdout F four\n',
    '12:00:05 stdout P fi',
    '\n12:00:05 stdout P ve\n',
  ])
  log('run-b-0-s', ['12:00:02 stdout F two\n', '12:00:03 stdout F three\n'])
  live.update('run', statusOf(taskRun('b', 0, 'Running'), taskRun('a', 0, 'Running')), '')
  live.end()
  expect(told).toEqual(['a/s one', 'b/s two', 'b/s three', 'a/s four', 'a/s five'])
})

it('tells tries one after the other', () => {
  log('run-a-0-s', ['12:00:01 stdout F first\n'])
  live.update('run', statusOf(taskRun('a', 0, 'Failed')), '')
  log('run-a-1-s', ['12:00:02 stdout F second\n'])
  live.update('run', statusOf(taskRun('a', 0, 'Failed'), taskRun('a', 1, 'Succeeded')), '')
  expect(told).toEqual(['a/s first', 'a: Failed', 'a/s second', 'a: Succeeded'])
})

function log(name: string, lines: readonly string[]): void {
  appendFileSync(join(folder, name), lines.join(''))
}

function taskRun(task: string, retry: number, reason: 'Running' | 'Succeeded' | 'Failed'): TaskRunStatus {
  const status = ({ Running: 'Unknown', Succeeded: 'True', Failed: 'False' } as const)[reason]
  const state = reason === 'Running' ? 'running' : 'terminated'
  const steps = [{ name: 's', state } as const]
  return { name: `run-${task}`, pipelineTask: task, condition: { status, reason }, retry, steps, results: [] }
}

function statusOf(...taskRuns: readonly TaskRunStatus[]): PipelineRunStatus {
  return { condition: { status: 'Unknown', reason: 'Running' }, taskRuns: [...taskRuns], skippedTasks: [], results: [] }
}
