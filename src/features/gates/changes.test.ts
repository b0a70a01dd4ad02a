import { describe, expect, it } from 'vitest'
import type { Evidence } from '#contract/gate-evidence.ts'
import { overtakenOf } from '#domain/gates/overtaken.ts'
import { changesOf, isUntouched } from './changes.ts'

const none: Evidence = {
  digest: 'sha256:1',
  stages: [],
  manifests: [],
  values: [],
  equalValues: 0,
  commits: [],
  takenBack: [],
  commitsUnread: [],
  tests: [],
  running: [],
  addresses: [],
  risk: { releases: 0, failures: 0, changedLines: 0, usualChangedLines: [] },
}
const deploys = (application: string) => ({
  stage: `deploy-${application}`,
  pipeline: `${application}-deploy`,
  application,
  deployment: 'production',
  deploys: true,
})
const running = (application: string) => ({ application, version: 'aea274b', since: '2026-01-01T00:00:00Z' })
const value = (parameter: string, now: string, after: string) => ({
  application: 'api',
  parameter,
  now,
  after,
  setBy: 'line',
})

describe('what a gate would change', () => {
  it('lists by application: versions, readable values, files', () => {
    const [api, web] = changesOf({
      ...none,
      stages: [deploys('api'), deploys('web')],
      running: [running('api'), running('web')],
      commits: [
        {
          application: 'api',
          commit: '233ff17'.padEnd(40, '0'),
          message: 'Find books',
          author: 'Dan',
          at: '2026-01-02T00:00:00Z',
        },
      ],
      values: [
        value('imageDigest', `sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`),
        value('replicas', '2', '3'),
      ],
      manifests: [{ path: 'a.yaml', application: 'api', stage: 'deploy-api', now: 'a\nb\n', after: 'a\nc\nd\n' }],
    })
    expect(api).toMatchObject({
      from: 'aea274b',
      to: '233ff17',
      isFirst: false,
      hasNewImage: true,
      manifests: 1,
      added: 2,
      removed: 1,
    })
    expect(api?.values.map(({ parameter }) => parameter)).toEqual(['replicas'])
    expect(web).toSatisfy(isUntouched)
  })

  it('marks first deployments, and stages that do not deploy', () => {
    const migrate = {
      stage: 'migrate',
      pipeline: 'api-migrate',
      application: 'api',
      deployment: 'production',
      deploys: false,
    }
    const [api, web] = changesOf({ ...none, stages: [migrate, deploys('web')] })
    expect(api).toMatchObject({ pipelines: ['api-migrate'], isFirst: false })
    expect(web).toMatchObject({ pipelines: [], isFirst: true })
    expect([api, web].some((one) => one !== undefined && isUntouched(one))).toBe(false)
  })

  it('says that nothing changes if a deployment stays as it is, whatever runs after it', () => {
    const verify = { ...deploys('api'), stage: 'verify-api', pipeline: 'api-verify', deploys: false }
    const [api] = changesOf({ ...none, stages: [deploys('api'), verify], running: [running('api')] })
    expect(api).toMatchObject({ pipelines: ['api-verify'] })
    expect(api).toSatisfy(isUntouched)
  })
})

it('counts a newer release as replaced only if something would change', () => {
  const newer = { run: 'r', number: 7 }
  const file = (application: string, after: string) => ({
    ...{ application, stage: `deploy-${application}`, path: 'a.yaml', now: 'a', after },
  })
  const found = overtakenOf({
    ...none,
    running: ['api', 'web', 'jobs'].map((application) => ({ ...running(application), newer })),
    manifests: [file('api', 'b'), file('web', 'a')],
  })
  // An application without manifests has nothing to compare.
  expect(found.map(({ application }) => application)).toEqual(['api', 'jobs'])
  expect(overtakenOf({ ...none, running: [running('api')], manifests: [file('api', 'b')] })).toEqual([])
})
