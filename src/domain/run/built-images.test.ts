import { expect, it } from 'vitest'
import { builtImages } from './built-images.ts'
import { stageRunSchema } from './state.ts'

const digest = `sha256:${'a'.repeat(64)}`
const ran = (stage: string, name: string, value: string, endedAt?: string) =>
  stageRunSchema.parse({ stage, state: 'succeeded', attempt: 1, endedAt, results: [{ name, type: 'string', value }] })

it('names the digests that stages of the application gave, once they have ended', () => {
  const stages = [
    ran('build-api', 'digest', digest, '2025-01-01T00:00:00Z'),
    ran('build-web', 'digest', digest, '2025-01-02T00:00:00Z'),
    ran('verify-api', 'url', digest, '2025-01-03T00:00:00Z'),
    ran('scan-api', 'digest', 'none', '2025-01-03T00:00:00Z'),
    ran('again-api', 'digest', digest),
  ]
  const snapshot = stages.map(({ stage }) => ({
    stage,
    deployment: { app: stage.split('-')[1] ?? '', name: 'staging', environment: 'staging' },
  }))
  const run = { line: 'release', number: 3, stages: Object.fromEntries(stages.map((stage) => [stage.stage, stage])) }
  expect(builtImages(run, { stages: snapshot }, 'api')).toEqual([
    { digest, at: '2025-01-01T00:00:00Z', line: 'release', number: 3 },
  ])
})
