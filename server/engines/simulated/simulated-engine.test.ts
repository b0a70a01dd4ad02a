import { describe, expect, it } from 'vitest'
import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import { aRun, aTask, second } from '#domain/testing/run-builder.ts'
import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'
import { createManualClock } from '#server/ports/manual-clock.ts'
import { systemClock } from '#server/ports/system-clock.ts'
import { describeEngine } from '../engine.contract.ts'
import { createSimulatedEngine } from './simulated-engine.ts'

describeEngine('The simulated engine', async (failures) => {
  const stop = new AbortController()
  const engine = createSimulatedEngine({
    clock: systemClock,
    seed: 'contract',
    logs: { append() {} },
    speed: 200,
    failures,
    signal: stop.signal,
  })
  return { engine, close: async () => stop.abort() }
})

const run = aRun(
  [
    aTask('checkout', {
      results: ['gitCommitId'],
      taskSpec: {
        steps: [{ name: 'clone', image: 'alpine', script: 'git clone' }],
        results: [{ name: 'gitCommitId' }],
      },
    }),
    aTask('build', {
      runAfter: ['checkout'],
      taskSpec: {
        steps: [
          { name: 'npm-test', image: 'alpine', script: 'npm test' },
          { name: 'package', image: 'alpine', script: 'pack' },
        ],
        results: [{ name: 'imageDigest' }, { name: 'publicUrl' }],
      },
    }),
  ],
  { pipeline: { results: [{ name: 'digest', value: '$(tasks.build.results.imageDigest)' }] } },
)

async function play(seed: string): Promise<{ logs: Map<string, string>; status: PipelineRunStatus }> {
  const clock = createManualClock(second(0))
  const logs = new Map<string, string>()
  const stop = new AbortController()
  const append = (key: LogKey, bytes: Uint8Array): void => {
    const path = logPath(key)
    logs.set(path, (logs.get(path) ?? '') + new TextDecoder().decode(bytes))
  }
  const engine = createSimulatedEngine({ clock, seed, logs: { append }, signal: stop.signal })
  await engine.submit(run)
  const ref = { namespace: 'shop', name: 'run' }
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve))
    const status = await engine.status(ref)
    if (status !== undefined && status.condition.status !== 'Unknown') {
      stop.abort()
      return { logs, status }
    }
    clock.advance(500)
  }
}

describe('createSimulatedEngine', () => {
  it('tells the same story for the same seed, and another for another', async () => {
    const [first, again, other] = await Promise.all([play('a'), play('a'), play('b')])
    expect(again).toEqual(first)
    expect(other.status.results).not.toEqual(first.status.results)
  })

  it('writes believable results and CRI lines by step', async () => {
    const { logs, status } = await play('a')
    expect(status.results).toEqual([
      { name: 'digest', type: 'string', value: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    ])
    expect(status.taskRuns[0]?.results[0]?.value).toMatch(/^[0-9a-f]{40}$/)
    expect([...logs.keys()]).toEqual([
      'shop/run-checkout/0/clone.log',
      'shop/run-build/0/npm-test.log',
      'shop/run-build/0/package.log',
    ])
    const lines = (logs.get('shop/run-build/0/npm-test.log') ?? '').trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z stdout F /)
    expect(Date.parse(status.finishedAt ?? '') - Date.parse(status.startedAt ?? '')).toBeGreaterThan(5000)
  })
})
