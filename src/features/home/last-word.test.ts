import { expect, test } from 'vitest'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { lastWordOf } from './last-word.ts'

const there = { application: 'web', deployment: 'staging', environment: 'staging', history: [] }

function rollout(run: string, number: number, state: 'ready' | 'failed'): DeploymentStatus['history'][number] {
  const origin = { run, number, attempt: 1, stage: 'deploy', version: 'v', stageDigest: 'd', by: 'dan' }
  return { origin, imageDigest: '', at: '2026-11-30T10:00:00Z', state, message: '' }
}

function running(run: string, number: number): DeploymentStatus['running'] {
  const { origin, at: since } = rollout(run, number, 'ready')
  return { origin, since, imageDigest: '', replicas: [], wanted: 1, urls: [], resources: [] }
}

test('names the run that brought what runs, however many have ended before they got there', () => {
  const status: DeploymentStatus = {
    ...there,
    running: running('two', 2),
    history: [rollout('two', 2, 'ready')],
    lastRun: { id: 'three', number: 3, state: 'failed' },
  }
  expect(lastWordOf(status)).toMatchObject({ word: 'runBrought', run: 'two', number: 2 })
})

test('names the run of a failed rollout', () => {
  const history = [rollout('two', 2, 'failed')]
  const after = { id: 'three', number: 3, state: 'failed' } as const
  expect(lastWordOf({ ...there, history, lastRun: after })).toMatchObject({ word: 'runFailed', number: 2 })
  const still = { id: 'two', number: 2, state: 'failing' } as const
  expect(lastWordOf({ ...there, history, lastRun: still })).toMatchObject({ word: 'runFailed', number: 2 })
})

test('prefers a newer run under way to a failed rollout', () => {
  const lastRun = { id: 'three', number: 3, state: 'running' } as const
  expect(lastWordOf({ ...there, history: [rollout('two', 2, 'failed')], lastRun })).toMatchObject({
    word: 'runRuns',
    number: 3,
  })
})

test('says nothing if nothing runs', () => {
  expect(lastWordOf({ ...there, lastRun: { id: 'one', number: 1, state: 'succeeded' } })).toBeUndefined()
  expect(lastWordOf(undefined)).toBeUndefined()
})
