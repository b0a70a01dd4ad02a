import { describe, expect, it } from 'vitest'
import { readResources } from '../project-documents.ts'
import { referenceFindings } from '../resource-references.ts'
import { namesToSetUp, projectSetup, readNames } from './project-setup.ts'

const nothing = { applications: [], environments: [], deployments: [], repositories: [] }

describe('names', () => {
  it('are read from a list, with ids that follow from them', () => {
    expect(readNames('API, Web shop、worker\nworker')).toEqual({
      ok: true,
      value: [
        { name: 'api', displayName: 'API' },
        { name: 'web-shop', displayName: 'Web shop' },
        { name: 'worker', displayName: 'worker' },
      ],
    })
  })

  it('that give no id bring one in brackets', () => {
    expect(readNames('店舗（shop）、決済 API, Web (beta), 検証 (stage 2)')).toMatchObject({
      value: [
        { name: 'shop', displayName: '店舗' },
        { name: 'api', displayName: '決済 API' },
        { name: 'web-beta', displayName: 'Web (beta)' },
        { name: 'stage-2', displayName: '検証 (stage 2)' },
      ],
    })
  })

  it('that give no id are refused by name', () => {
    expect(readNames('api, 注文')).toMatchObject({ ok: false, error: { message: expect.stringContaining('注文') } })
  })
})

describe('a project is set up', () => {
  const named = (...names: readonly string[]) => names.map((name) => ({ name, displayName: name }))

  it('from nothing, with a Deployment for each pair and no loose ends', () => {
    const made = projectSetup('shop', nothing, named('api', 'web'), named('dev', 'production'))
    const resources = readResources(made.ok ? made.value : {})
    expect(resources.findings).toEqual([])
    expect(referenceFindings(resources, {})).toEqual([])
    expect(resources.deployments).toHaveLength(4)
    expect(resources.environments.map(({ name, order }) => [name, order])).toEqual([
      ['dev', 1],
      ['production', 2],
    ])
  })

  it('further, without touching what is there', () => {
    const first = projectSetup('shop', nothing, named('api'), named('dev'))
    const known = readResources(first.ok ? first.value : {})
    const made = projectSetup('shop', known, named('api', 'web'), named('dev', 'production'))
    expect(Object.keys(made.ok ? made.value : {}).toSorted()).toEqual([
      'application/web',
      'deployment/api/production',
      'deployment/web/dev',
      'deployment/web/production',
      'environment/production',
      'repository/web',
    ])
  })

  it('with what the stages of a line from elsewhere name', () => {
    const stages = [
      ['api', 'dev'],
      ['web', 'dev'],
      ['api', 'production'],
    ].map(([app = '', name = '']) => ({ spec: { pipeline: 'p', deployment: { app, name } } }))
    const made = projectSetup('shop', nothing, [], named('dev'))
    expect(namesToSetUp(stages, readResources(made.ok ? made.value : {}))).toEqual({
      applications: ['api', 'web'],
      environments: ['production'],
    })
  })
})
