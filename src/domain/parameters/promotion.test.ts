import { describe, expect, it } from 'vitest'
import { draftWorld } from '../line/draft-world.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import { lineBindings } from './line-bindings.ts'
import { promotions } from './promotion.ts'
import { scopeKey } from './scope.ts'
import { parameterSheet } from './sheet.ts'

function promoted(name: string, key: string, texts: Readonly<Record<string, string>>) {
  const sheet = parameterSheet(draftWorld(sampleWorld, texts, {}), lineBindings([]), new Map())
  const row = sheet.rows.find((one) => one.name === name)
  const scope = sheet.scopes.find((one) => scopeKey(one) === key)
  if (row === undefined || scope === undefined) throw new Error(`no ${name} at ${key}`)
  return promotions(sheet, row, scope).map(({ scope: to, overruled, ...rest }) => ({
    to: scopeKey(to),
    ...rest,
    overruled: overruled === undefined ? undefined : [scopeKey(overruled.scope), overruled.value],
  }))
}

describe('a value that is to be used more widely', () => {
  const staging = { 'parameters/api/staging': 'config: {logLevel: warn}' }

  it('is told for each wider scope, with the Deployments that get another value', () => {
    expect(promoted('logLevel', 'api/staging', staging)).toEqual([
      { to: 'environment:staging', replaces: undefined, changes: 0, keeps: 0, overruled: undefined },
      { to: 'application:api', replaces: undefined, changes: 1, keeps: 0, overruled: undefined },
      { to: 'project', replaces: undefined, changes: 1, keeps: 0, overruled: undefined },
    ])
  })

  it('leaves Deployments alone that say something themselves, and replaces what the scope says', () => {
    const texts = {
      ...staging,
      'parameters/api/production': 'config: {logLevel: error}',
      'parameters/application/api': 'config: {logLevel: debug}',
    }
    expect(promoted('logLevel', 'api/staging', texts)[1]).toMatchObject({ replaces: 'debug', changes: 0, keeps: 1 })
  })

  it('is not lost to a layer that is stronger than the wider scope', () => {
    const texts = { 'parameters/api/staging': 'config: {replicas: "3"}' }
    const [environment, application, project] = promoted('replicas', 'api/staging', texts)
    expect(environment).toMatchObject({ replaces: '9', overruled: undefined })
    expect(application?.overruled).toEqual(['environment:staging', '9'])
    expect(project?.overruled).toEqual(['environment:staging', '9'])
  })

  it('of an environment is lost where an application says another', () => {
    const texts = { 'parameters/environment/staging': 'config: {port: "1"}', 'parameters/api/staging': 'config: {}' }
    expect(promoted('port', 'environment:staging', texts)).toMatchObject([
      { to: 'project', overruled: ['application:api', '7000'] },
    ])
  })

  it('is nothing where the scope says nothing, or only a Deployment may', () => {
    expect(promoted('logLevel', 'api/staging', {})).toEqual([])
    expect(promoted('k8sNamespace', 'api/staging', { 'parameters/api/staging': 'config: {k8sNamespace: x}' })).toEqual(
      [],
    )
  })
})
