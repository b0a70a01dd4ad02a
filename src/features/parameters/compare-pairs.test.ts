import { describe, expect, it } from 'vitest'
import { type AssemblyLine, assemblyLineSchema } from '#domain/line/line.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import { aloneIn, pairsOf, pathFor, stagePairs } from './compare-pairs.ts'

const at = (application: string, environment: string): Scope => ({
  kind: 'deployment',
  application,
  deployment: environment,
  environment,
})
const scopes = [at('api', 'staging'), at('api', 'production'), at('web', 'production'), at('jobs', 'staging')]

describe('two environments', () => {
  it('are compared application by application', () => {
    const pairs = pairsOf(scopes, 'environment:staging', 'environment:production')
    expect(pairs.map(({ left, right }) => [scopeKey(left), scopeKey(right)])).toEqual([
      ['api/staging', 'api/production'],
    ])
  })

  it('name the applications that only one of them has', () => {
    const alone = aloneIn(scopes, 'environment:staging', 'environment:production')
    expect(alone.map(scopeKey)).toEqual(['jobs/staging', 'web/production'])
  })
})

it('compares two Deployments of different applications, and calls none of them alone', () => {
  expect(pairsOf(scopes, 'jobs/staging', 'web/production')).toHaveLength(1)
  expect(aloneIn(scopes, 'jobs/staging', 'web/production')).toEqual([])
})

describe('the stages of two Deployments', () => {
  function line(
    name: string,
    stages: readonly (readonly [app: string, deployment: string, pipeline: string])[],
  ): AssemblyLine {
    return assemblyLineSchema.parse({
      apiVersion: 'vs.axis-dev.io/v1',
      kind: 'AssemblyLine',
      metadata: { name },
      spec: {
        stages: stages.map(([app, deployment, pipeline]) => ({
          name: `${pipeline}-${deployment}`,
          spec: { pipeline, deployment: { app, name: deployment } },
        })),
      },
    })
  }
  const both = line('both', [
    ['api', 'staging', 'api-deploy'],
    ['api', 'production', 'api-deploy'],
    ['web', 'production', 'web-deploy'],
  ])
  const own = line('own', [
    ['jobs', 'staging', 'jobs-build'],
    ['jobs', 'staging', 'jobs-deploy'],
  ])
  function named(left: string, right: string): readonly string[] {
    const [pair] = pairsOf(scopes, left, right)
    if (pair === undefined) throw new Error('no pair')
    return stagePairs([own, both], pair).map((one) =>
      [one.left, one.right].map((side) => `${side.line}/${side.stage}`).join(' '),
    )
  }

  it('run the same Pipeline on one line', () => {
    expect(named('api/staging', 'api/production')).toEqual(['both/api-deploy-staging both/api-deploy-production'])
  })

  it('run the counterpart of the Pipeline for another application, on another line if there is one', () => {
    expect(named('api/staging', 'web/production')).toEqual(['both/api-deploy-staging both/web-deploy-production'])
    expect(named('jobs/staging', 'web/production')).toEqual(['own/jobs-deploy-staging both/web-deploy-production'])
  })

  it('have their manifests side by side whatever the application is called', () => {
    const [pair] = pairsOf(scopes, 'api/staging', 'web/production')
    expect(
      pair &&
        ['01-deployment-api.yaml', 'api/10-pipelinerun.yaml', '02-service-rapid.yaml'].map((path) =>
          pathFor(pair, path),
        ),
    ).toEqual(['01-deployment-web.yaml', 'api/10-pipelinerun.yaml', '02-service-rapid.yaml'])
  })
})
