import { expect, it } from 'vitest'
import { listDeploymentStatus } from '#contract/deployments.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from '../../api.ts'
import { call, parsed, until } from '../../testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from '../../testing/memory-platform.ts'
import { createRunReader } from '../runs/run-reader.ts'
import { createDeployedElsewhere } from './deployed-elsewhere.ts'
import { approve, isStage, publish, startRelease, toGate } from '../../testing/shop.ts'

/** Production is elsewhere, so only runs tell what is there. */
async function release(api: Api, platform: MemoryPlatform, key: string) {
  platform.clock.advance(60_000)
  const waiting = await toGate(api, platform, await startRelease(api, key))
  return {
    waiting,
    gate: () => parsed(call(api, 'mio', 'GET', `projects/shop/runs/${waiting.id}/gates/production`), readGate.response),
    async finish() {
      await approve(api, waiting)
      const name = `release-${String(waiting.number)}-1-production`
      await until(api, waiting.id, ({ stages }) => stages['production']?.state === 'running')
      platform.engine.finish(name)
      return until(api, waiting.id, hasEnded)
    },
  }
}

it('a gate compares with what a run has applied before, also after a restart, and after it has closed', async () => {
  const platform = await createMemoryPlatform()
  let api = platform.open()
  const first = await release(api, platform, 'key-00001')
  expect((await first.gate()).evidence).toMatchObject({ running: [], manifests: [{ now: '' }] })
  expect((await first.finish()).state).toBe('succeeded')
  await api.close()
  api = platform.open()
  const second = await release(api, platform, 'key-00002')
  const { evidence } = await second.gate()
  expect(evidence?.running).toMatchObject([{ application: 'api' }])
  const [manifest] = evidence?.manifests ?? []
  expect(manifest?.now).toBe(manifest?.after)
  expect(evidence?.manifests).toHaveLength(1)
  await second.finish()
  const third = await release(api, platform, 'key-00003')
  expect((await third.gate()).evidence?.running).not.toEqual(evidence?.running)
  // The evidence of a decision does not change afterwards.
  expect((await second.gate()).evidence?.running).toEqual(evidence?.running)
  const { deployments } = await parsed(
    call(api, 'lea', 'GET', 'projects/shop/deployment-status'),
    listDeploymentStatus.response,
  )
  expect(deployments.find(({ deployment }) => deployment === 'production')).toMatchObject({
    running: { isElsewhere: true, origin: { number: 2, by: 'Dan' }, resources: [{ kind: 'ConfigMap' }] },
    history: [
      { origin: { number: 2 }, state: 'ready' },
      { origin: { number: 1 }, state: 'ready' },
    ],
  })
  await api.close()
})

it('a stage that ends while the runs are being read stands once in the history', async () => {
  const platform = await createMemoryPlatform()
  const api = platform.open()
  const run = await (await release(api, platform, 'key-00001')).finish()
  await api.close()
  const reader = createRunReader(platform.ports)
  const elsewhere = createDeployedElsewhere(platform.ports, reader)
  const events = (await platform.ports.runs.read(run.id)).map(({ event }) => event)
  const reading = elsewhere.now('shop')
  await elsewhere.happened(run, await reader.snapshot(run.snapshot), events)
  expect((await reading).get('api/production')?.history).toHaveLength(1)
})

it('a vote counts no more when another run has applied something meanwhile', async () => {
  const platform = await createMemoryPlatform()
  const api = platform.open()
  const [first, second] = [await release(api, platform, 'key-00001'), await release(api, platform, 'key-00002')]
  const shown = second.waiting.gates['production']?.evidence
  await first.finish()
  const after = await until(api, second.waiting.id, ({ gates }) => gates['production']?.evidence !== shown)
  expect(after.gates['production']?.state).toBe('waiting')
  await api.close()
})

it('a stage is compared with what its own Pipeline has applied, where several share a Deployment', async () => {
  const platform = await createMemoryPlatform()
  const stage = (name: string, pipeline: string, after: string): string => `    - name: ${name}
      spec:
        pipeline: ${pipeline}
        deployment: { app: api, name: production }
        params: [{ name: imageDigest, value: 'sha256:${'a'.repeat(64)}' }]${after}
`
  const gates = `  gates:
    - name: production
      requiredApprovals: 1
      approvers: { roles: [approver] }
`
  const head = 'apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata:\n  name: release\nspec:\n'
  const held = '\n      runAfter: [setup]\n      gates: [production]'
  await publish(
    platform,
    'line/release',
    `${head}${gates}  stages:\n${stage('setup', 'api-verify', '')}${stage('deploy', 'api-deploy', held)}`,
  )
  const api = platform.open()
  const finish = async (run: Run, name: string): Promise<void> => {
    await until(api, run.id, isStage(name, 'running'))
    platform.engine.finish(`release-${String(run.number)}-1-${name}`)
  }
  const first = await startRelease(api, 'key-00001')
  await finish(first, 'setup')
  await approve(api, await until(api, first.id, ({ gates: all }) => all['production']?.state === 'waiting'))
  await finish(first, 'deploy')
  await until(api, first.id, hasEnded)
  platform.clock.advance(60_000)
  const second = await startRelease(api, 'key-00002')
  await finish(second, 'setup')
  await until(api, second.id, ({ gates: all }) => all['production']?.state === 'waiting')
  const path = `projects/shop/runs/${second.id}/gates/production`
  const { evidence } = await parsed(call(api, 'mio', 'GET', path), readGate.response)
  // What another stage of this run has just applied counts neither as the running version nor as removed.
  expect(evidence?.running).toMatchObject([{ since: new Date(Date.parse(second.startedAt) - 60_000).toISOString() }])
  expect(evidence?.manifests.map(({ now, after }) => now === after)).toEqual([true])
  await api.close()
})
