import { expect, it } from 'vitest'
import { runLabels } from '#domain/run/stage/stage-pipeline-run.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { createMemorySecrets } from '../stores/memory/memory-secrets.ts'
import { createObjectReader } from './object-reader.ts'

const pipelineRun = {
  metadata: {
    ...{ name: 'release-1-1-build', namespace: 'shop' },
    labels: { [runLabels.run]: 'r', [runLabels.attempt]: '1', [runLabels.stage]: 'build' },
  },
} as unknown as PipelineRun

/** A stage that runs, and froze a secret in its first version. */
async function openReader(key: string) {
  const secrets = createMemorySecrets()
  const where = { project: 'shop', environment: 'staging', key, at: '2026-01-01T00:00:00.000Z' }
  for (const value of ['frozen', 'set again']) await secrets.write({ ...where, value })
  const parameters = [{ name: 'token', state: 'secret', secret: { key, version: '1' } }]
  const run = { id: 'r', attempt: 1, snapshot: 's', stages: { build: { state: 'running', pipelineRun, parameters } } }
  const deployment = { app: 'api', name: 'staging', environment: 'staging' }
  const reader = {
    read: async () => run,
    snapshot: async () => ({ stages: [{ stage: 'build', deployment }] }),
  }
  return createObjectReader({ secrets, runs: {} } as never, { reader, taskTokens: {}, gitTokens: {} } as never)
}

it.each(['db/password', 'db'])('a step gets the secret %s in the version that its run has frozen', async (key) => {
  const reader = await openReader(key)
  expect(await reader.resolve({ pipelineRun, name: 'db', key: 'password' })).toBe('frozen')
})
