import { describe, expect, it } from 'vitest'
import type { Stage } from './line.ts'
import { renamedStages } from './renamed-stages.ts'

function stage(name: string, pipeline: string, deployment = 'staging', params: Record<string, string> = {}): Stage {
  return {
    name,
    spec: {
      pipeline,
      deployment: { app: 'api', name: deployment },
      params: Object.entries(params).map(([key, value]) => ({ name: key, value })),
    },
  }
}

describe('stages under new names', () => {
  it('are found by pipeline and deployment, whatever else changed', () => {
    const before = [stage('build', 'api-build'), stage('deploy', 'api-deploy', 'staging', { replicas: '1' })]
    const after = [stage('build', 'api-build'), stage('ship', 'api-deploy', 'staging', { replicas: '3', port: '80' })]
    expect([...renamedStages(before, after)]).toEqual([['deploy', 'ship']])
  })

  it('are told apart by likeness where several have the same pipeline and deployment', () => {
    const before = [stage('one', 'check', 'staging', { url: 'a' }), stage('two', 'check', 'staging', { url: 'b' })]
    const after = [stage('second', 'check', 'staging', { url: 'b' }), stage('first', 'check', 'staging', { url: 'a' })]
    expect(Object.fromEntries(renamedStages(before, after))).toEqual({ one: 'first', two: 'second' })
  })

  it('are found by what they say when they were bound elsewhere too, and not guessed from little', () => {
    const said = { a: '1', b: '2', c: '3', d: '4', e: '5' }
    expect([...renamedStages([stage('old', 'p', 'staging', said)], [stage('new', 'p', 'production', said)])]).toEqual([
      ['old', 'new'],
    ])
    expect(renamedStages([stage('old', 'build')], [stage('new', 'scan')]).size).toBe(0)
  })

  it('are none where every name is still there', () => {
    expect(renamedStages([stage('a', 'p')], [stage('a', 'p'), stage('b', 'p')]).size).toBe(0)
  })
})
