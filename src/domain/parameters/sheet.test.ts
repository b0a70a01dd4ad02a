import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftWorld } from '../line/draft-world.ts'
import { parseLine } from '../line/parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import type { World } from '../line/world.ts'
import { lineBindings } from './line-bindings.ts'
import { resolveStage } from './resolve.ts'
import { scopeKey } from './scope.ts'
import { parameterSheet } from './sheet.ts'

const line = parseLine(sampleLine).line
const bindings = lineBindings(line === undefined ? [] : [line])
const noSecrets = new Map([['staging', new Map([['db', ['2', '1']]])]])

function sheetOf(world: World = sampleWorld) {
  const sheet = parameterSheet(world, bindings, noSecrets)
  const at = (name: string, key: string) => {
    const row = sheet.rows.find((one) => one.name === name)
    const scope = sheet.scopes.find((one) => scopeKey(one) === key)
    if (row === undefined || scope === undefined) throw new Error(`no ${name} at ${key}`)
    return { cell: sheet.cell(row, scope), chain: sheet.chain(row, scope), row, scope }
  }
  return { sheet, at }
}

describe('the sheet of values', () => {
  it('has the project, its environments, and each application with its Deployments as columns', () => {
    expect(sheetOf().sheet.scopes.map(scopeKey)).toEqual([
      'project',
      'environment:staging',
      'environment:production',
      'application:api',
      'api/staging',
      'api/production',
    ])
  })

  it('tells what is written, what counts, and from which layer', () => {
    const { at } = sheetOf()
    expect(at('replicas', 'api/staging').cell).toEqual({ state: 'known', own: '1', value: '1', layer: 'deployment' })
    expect(at('replicas', 'environment:staging').cell).toMatchObject({ own: '9', layer: 'environment' })
    expect(at('port', 'application:api').cell).toMatchObject({ own: '7000' })
    expect(at('port', 'api/production').cell).toMatchObject({ state: 'known', value: '80', layer: 'line' })
    expect(at('logLevel', 'api/staging').cell).toMatchObject({ value: 'info', layer: 'default' })
    expect(at('k8sNamespace', 'api/staging').cell).toMatchObject({ value: 'shop-staging', layer: 'derived' })
    expect(at('k8sNamespace', 'project').cell).toEqual({ state: 'none' })
    expect(at('imageDigest', 'api/staging').cell).toMatchObject({ state: 'later', layer: 'line' })
    expect(at('dbPassword', 'api/staging').cell).toMatchObject({
      state: 'secret',
      secret: { key: 'db', text: 'db@2', isSet: true },
    })
    expect(at('dbPassword', 'api/production').cell.secret?.isSet).toBe(false)
  })

  it('asks for what a stage takes where such a stage stands, and where nothing stands yet', () => {
    const [build] = sampleWorld.pipelines
    if (line === undefined || build === undefined) throw new Error('no line')
    const name = 'api-migrate'
    const migrate = { ...build, metadata: { name }, spec: { ...build.spec, params: [{ name: 'schema' }] } }
    const world = { ...sampleWorld, pipelines: [...sampleWorld.pipelines, migrate] }
    const [first] = line.spec.stages
    if (first === undefined) throw new Error('no stage')
    const stage = { ...first, name: 'migrate', spec: { pipeline: name, deployment: { app: 'api', name: 'staging' } } }
    const states = (stages: typeof line.spec.stages) => {
      const drawn = lineBindings([{ ...line, spec: { ...line.spec, stages } }])
      const sheet = parameterSheet(world, drawn, noSecrets)
      const row = sheet.rows.find((one) => one.name === 'schema')
      return sheet.scopes
        .filter(({ kind }) => kind === 'deployment')
        .map((scope) => row && [scopeKey(scope), sheet.cell(row, scope).state])
    }
    expect(states([...line.spec.stages, stage])).toEqual([
      ['api/staging', 'missing'],
      ['api/production', 'open'],
    ])
    expect(states([stage]).at(-1), 'nothing of production is drawn yet').toEqual(['api/production', 'missing'])
    expect(states(line.spec.stages).at(-1), 'the stage is not drawn yet').toEqual(['api/production', 'missing'])
  })

  it('expects of a new environment that lines bind what they bind elsewhere', () => {
    const [staging] = sampleWorld.deployments
    if (staging === undefined) throw new Error('no deployment')
    const world = {
      ...sampleWorld,
      environments: [
        ...sampleWorld.environments,
        { name: 'qa', displayName: 'QA', description: '', order: 3, provisioningTargets: [] },
      ],
      deployments: [...sampleWorld.deployments, { ...staging, name: 'qa', environment: 'qa', config: {}, secrets: [] }],
    }
    const { at } = sheetOf(world)
    expect(at('imageDigest', 'api/qa').cell.state).toBe('later')
    expect(at('replicas', 'api/qa').cell.state).toBe('missing')
    expect(at('k8sNamespace', 'api/qa').cell.state).toBe('missing')
  })

  it('compares with the environment of reference', () => {
    const { sheet, at } = sheetOf()
    const { row, scope } = at('replicas', 'api/production')
    expect(sheet.differs(row, scope, 'staging')).toBe(true)
    const same = at('logLevel', 'api/production')
    expect(sheet.differs(same.row, same.scope, 'staging')).toBe(false)
  })

  it('keeps the cells of Deployments that have not changed from one sheet to the next', () => {
    const typed = (name: string) => (value: string) => ({
      [`parameters/api/${name}`]: `config: {replicas: "${value}"}`,
    })
    const [production, staging] = [typed('production'), typed('staging')]
    const first = sheetOf(draftWorld(sampleWorld, { ...production('4'), ...staging('2') }, {})).at
    const second = sheetOf(draftWorld(sampleWorld, { ...production('4'), ...staging('3') }, {})).at
    for (const name of ['replicas', 'k8sNamespace', 'dbPassword'])
      expect(second(name, 'api/production').cell).toBe(first(name, 'api/production').cell)
    expect(second('replicas', 'application:api').cell).toBe(first('replicas', 'application:api').cell)
    expect(first('replicas', 'api/staging').cell.value).toBe('2')
    expect(second('replicas', 'api/staging').cell.value).toBe('3')
  })

  it('resolves a Deployment anew when anything above it changes', () => {
    const texts = { 'parameters/environment/staging': 'config: {logLevel: debug}' }
    const [environment, drafted] = [sampleWorld.environments[0], { 'environment/staging': '' }]
    if (environment === undefined) throw new Error('no environment')
    drafted['environment/staging'] = JSON.stringify({
      ...environment,
      provisioningTargets: [{ kind: 'local', namespace: 'other' }],
    })
    const first = sheetOf().at
    expect(first('logLevel', 'api/staging').cell.value).toBe('info')
    expect(sheetOf(draftWorld(sampleWorld, texts, {})).at('logLevel', 'api/staging').cell.value).toBe('debug')
    expect(sheetOf(draftWorld(sampleWorld, drafted, {})).at('k8sNamespace', 'api/staging').cell.value).toBe('other')
    expect(first('logLevel', 'api/staging').cell.value).toBe('info')
  })

  it('agrees with what a run resolves, winner and value, whatever the layers say', () => {
    const stage = line?.spec.stages.find((one) => one.name === 'deploy')
    if (line === undefined || stage === undefined) throw new Error('no stage')
    const names = ['replicas', 'port', 'logLevel', 'k8sNamespace', 'appName']
    const values = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('a', 'b'))
    fc.assert(
      fc.property(values, values, values, values, (project, application, environment, config) => {
        const world: World = {
          ...sampleWorld,
          layers: { project, applications: { api: application }, environments: { staging: environment } },
          deployments: sampleWorld.deployments.map((one) => (one.name === 'staging' ? { ...one, config } : one)),
        }
        const { at } = sheetOf(world)
        for (const parameter of resolveStage(line, stage, world)) {
          const { cell, chain } = at(parameter.name, 'api/staging')
          expect([parameter.name, cell.state]).toEqual([parameter.name, parameter.state])
          if (parameter.state !== 'known') continue
          expect(cell.value).toBe(parameter.value)
          const winner = parameter.chain.find(({ won }) => won)
          expect(cell.layer).toBe(winner?.layer)
          expect(chain.find(({ won }) => won)).toMatchObject({ layer: winner?.layer, value: winner?.value })
        }
      }),
    )
  })
})
