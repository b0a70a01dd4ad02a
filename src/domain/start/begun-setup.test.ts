import { expect, it } from 'vitest'
import { readResources } from '../project-documents.ts'
import { namesBegun, setupBeside } from './begun-setup.ts'
import { projectSetup } from './project-setup.ts'

const nothing = { applications: [], environments: [], deployments: [], repositories: [] }
const named = (...names: readonly string[]) => names.map((name) => ({ name, displayName: name }))
const first = projectSetup('shop', nothing, [{ name: 'api', displayName: 'Our API' }], named('dev', 'production'))
const begun = { 'line/first': 'kind: AssemblyLine', 'qvs-config/api': 'params: []', ...(first.ok ? first.value : {}) }

it('offers what another draft begins, in its order, and not what this one has', () => {
  expect(namesBegun(begun, nothing)).toEqual({ applications: ['api'], environments: ['dev', 'production'] })
  expect(namesBegun(begun, readResources(begun))).toEqual({ applications: [], environments: [] })
  expect(namesBegun({}, nothing)).toEqual({ applications: [], environments: [] })
})

it('takes it in its words, and makes what is missing beside it', () => {
  const made = setupBeside(begun, 'shop', nothing, named('api', 'web'), named('dev', 'test'))
  const texts = made.ok ? made.value : {}
  for (const id of ['repository/api', 'application/api', 'qvs-config/api', 'environment/dev', 'deployment/api/dev'])
    expect(texts[id], id).toBe(begun[id as keyof typeof begun])
  expect(Object.keys(texts).filter((id) => !(id in begun))).toEqual([
    'repository/web',
    'application/web',
    'environment/test',
    'deployment/api/test',
    'deployment/web/dev',
    'deployment/web/test',
  ])
  expect(Object.keys(texts).some((id) => id.includes('production'))).toBe(false)
})

it('leaves what is published as it is', () => {
  const published = projectSetup('shop', nothing, named('api'), named('dev'))
  const known = readResources(published.ok ? published.value : {})
  const made = setupBeside(begun, 'shop', known, named('api'), named('dev', 'production'))
  expect(Object.keys(made.ok ? made.value : {})).toEqual(['environment/production', 'deployment/api/production'])
})
