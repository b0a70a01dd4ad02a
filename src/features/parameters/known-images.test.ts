import { expect, it } from 'vitest'
import type { DeploymentStatus } from '#contract/deployments.ts'
import { knownImages } from './known-images.ts'

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`
type Entry = DeploymentStatus['history'][number]
const entry = (letters: string, day: number, state: Entry['state'] = 'ready'): Entry => ({
  origin: { run: 'r', attempt: 1, stage: 'deploy', version: '1', stageDigest: '', by: 'aya' },
  imageDigest: [...letters].map(digest).join(','),
  at: `2025-01-0${day}T00:00:00Z`,
  state,
  message: '',
})
const status = (application: string, deployment: string, history: readonly Entry[]): DeploymentStatus => ({
  application,
  deployment,
  environment: deployment,
  history,
})

it('offers images that became ready in a Deployment of the application or were built for it, newest first, each once', () => {
  const found = knownImages(
    [
      status('api', 'staging', [entry('b', 3), entry('a', 1), entry('d', 4, 'failed')]),
      status('api', 'production', [entry('a', 2)]),
      status('web', 'staging', [entry('c', 5)]),
    ],
    [
      { digest: digest('e'), at: '2025-01-04T00:00:00Z', line: 'release', number: 7 },
      { digest: digest('b'), at: '2025-01-02T00:00:00Z', line: 'release', number: 6 },
    ],
    'api',
    { list: (places) => places.join(' and '), built: ({ line, number }) => `built by ${line} #${String(number)}` },
  )
  expect(found).toEqual([
    { text: digest('e'), title: 'sha256:eeeeeeeeeeee… (built by release #7)' },
    { text: digest('b'), title: 'sha256:bbbbbbbbbbbb… (staging)' },
    { text: digest('a'), title: 'sha256:aaaaaaaaaaaa… (production and staging)' },
  ])
})
