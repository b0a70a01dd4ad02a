import { describe, expect, it } from 'vitest'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import { aloneIn, pairsOf } from './compare-pairs.ts'

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
