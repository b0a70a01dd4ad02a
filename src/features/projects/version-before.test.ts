import { describe, expect, it } from 'vitest'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { versionBefore } from './version-before.ts'

type Rollout = DeploymentStatus['history'][number]

const rollout = (run: string, state: Rollout['state'] = 'ready'): Rollout => ({
  origin: { run, stage: 'deploy', attempt: 1, version: `v-${run}`, stageDigest: '', by: 'Dan' },
  imageDigest: `sha256:${run}`,
  at: '2026-01-01T00:00:00Z',
  state,
  message: '',
})
const runs = (run: string): DeploymentStatus['running'] => ({
  origin: rollout(run).origin,
  imageDigest: `sha256:${run}`,
  since: '2026-01-01T00:00:00Z',
  replicas: [],
  wanted: 1,
  urls: [],
  resources: [],
})

describe('the version before', () => {
  it('is the newest that became ready before the running one', () => {
    const history = [rollout('4', 'failed'), rollout('3'), rollout('2', 'failed'), rollout('1')]
    expect(versionBefore({ running: runs('3'), history })?.origin.run).toBe('1')
  })
  it('is not another attempt of the same run', () => {
    expect(versionBefore({ running: runs('2'), history: [rollout('2'), rollout('2'), rollout('1')] })?.origin.run).toBe(
      '1',
    )
  })
  it('is not an earlier run with the same release, as rolling back to it would change nothing', () => {
    const same = (run: string, stageDigest: string): Rollout => ({
      ...rollout(run),
      origin: { ...rollout(run).origin, stageDigest },
    })
    const now = runs('3')
    const running = now === undefined ? now : { ...now, origin: same('3', 'sha256:b').origin }
    const history = [same('3', 'sha256:b'), same('2', 'sha256:b'), same('1', 'sha256:a')]
    expect(versionBefore({ running, history })?.origin.run).toBe('1')
    expect(versionBefore({ running, history: history.slice(0, 2) })).toBeUndefined()
  })
  it('is undefined if nothing else ran, or nothing runs', () => {
    expect(versionBefore({ running: runs('1'), history: [rollout('1')] })).toBeUndefined()
    expect(versionBefore({ history: [rollout('1')] })).toBeUndefined()
  })
})
