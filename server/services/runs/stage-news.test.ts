import { expect, it } from 'vitest'
import type { Run } from '#domain/run/state.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import { eventsOfNews, noNews } from './stage-news.ts'

const metadata = { name: 'line-1-1-only', namespace: 'shop' }
const reason = 'When Expressions evaluated to false'
const known = { name: 'child/known', reason }
const run = {
  attempt: 1,
  stages: { only: { stage: 'only', state: 'running', taskRuns: [], skippedTasks: [known], pipelineRun: { metadata } } },
} as unknown as Run
const at = '2026-01-01T00:00:00Z'

function taskRun(pipelineTask: string): TaskRunStatus {
  const condition = { status: 'False', reason: 'Failed' } as const
  return { name: `line-1-1-only-${pipelineTask}`, pipelineTask, retry: 0, condition, steps: [], results: [] }
}

it('reports tasks of a nested Pipeline before the end of the stage', () => {
  const news = noNews()
  const condition = { status: 'False', reason: 'Failed' } as const
  const status = { condition, taskRuns: [taskRun('child')], skippedTasks: [], results: [] }
  news.updates.set('only', { ref: metadata, status })
  news.children.set('shop/line-1-1-only-child', {
    stage: 'only',
    root: metadata.name,
    taskRuns: [taskRun('child/bad')],
    skippedTasks: [{ name: 'child/no', reason }, known],
  })
  news.children.set('shop/line-1-2-only-child', {
    stage: 'only',
    root: 'line-1-2-only',
    taskRuns: [taskRun('child/old')],
    skippedTasks: [],
  })
  const { events } = eventsOfNews(run, news, at)
  expect(events.map((event) => (event.kind === 'task-changed' ? event.taskRun.pipelineTask : event.kind))).toEqual([
    'child/bad',
    'tasks-skipped',
    'child',
    'stage-ended',
  ])
  expect(events[1]).toMatchObject({ stage: 'only', tasks: [{ name: 'child/no', reason }] })
})
