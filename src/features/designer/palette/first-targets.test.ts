import { expect, it } from 'vitest'
import { adapterDescriptionSchema } from '#domain/adapters/catalog/description.ts'
import { bigLine } from '#domain/testing/big-line.ts'
import { emptyLine } from '#domain/line/new-line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { lineViewOf } from '../line/line-view.ts'
import { firstTargets } from './first-targets.ts'

const { text, world } = bigLine(24)
const line = lineViewOf(parseLine(text), world, [], undefined)
const empty = lineViewOf(parseLine(emptyLine('new', { revision: '' })), world, [], undefined)
function stageCalled(name: string) {
  return { name, tasks: ['work'], params: [], results: [] }
}

const scanning = adapterDescriptionSchema.parse({
  ...{ pattern: 'example.com/adapters/scan', name: 'scan', category: 'scan', parameters: [], options: [] },
  stages: [stageCalled('scan')],
  ...{ resources: [], composes: [], module: { name: '', revision: '' } },
})
const nothing = { environment: undefined, before: undefined, drafted: [] }
const all = ['app-1', 'app-2', 'app-3']

it('an adapter is for the applications whose stages wait for it', () => {
  const pipelines = world.pipelines.filter(({ metadata }) => metadata.name !== 'app-2-scan')
  const waiting = { ...line, world: { ...world, pipelines } }
  const before = { applications: ['app-3'], environments: ['env-3'] }
  expect(firstTargets(waiting, [scanning], { ...nothing, before })).toEqual({
    applications: ['app-2'],
    environments: ['env-1'],
  })
})

it('else for those without such a stage, whatever was chosen last', () => {
  const building = adapterDescriptionSchema.parse({ ...scanning, category: 'build', stages: [stageCalled('build')] })
  const deploying = adapterDescriptionSchema.parse({ ...scanning, category: 'deploy', stages: [stageCalled('deploy')] })
  const built = parseLine(text.slice(0, text.indexOf('- name: scan-app-1')))
  const begun = lineViewOf(built, world, [], undefined)
  const drafted = ['application/app-1', 'application/app-3']
  const before = { applications: ['app-1'], environments: all }
  expect(firstTargets(begun, [building], { ...nothing, before, drafted }).applications).toEqual(['app-3'])
  expect(firstTargets(begun, [building], { ...nothing, before }).applications).toEqual(['app-2', 'app-3'])
  expect(firstTargets(begun, [deploying], { ...nothing, before, drafted }).applications).toEqual(['app-1', 'app-3'])
})

it('an application lacks a stage until each of its environments has one', () => {
  const deploying = adapterDescriptionSchema.parse({ ...scanning, category: 'deploy', stages: [stageCalled('deploy')] })
  const partly = parseLine(text.slice(0, text.indexOf('- name: deploy-app-2-env-3')))
  const view = lineViewOf(partly, world, [], undefined)
  expect(firstTargets(view, [deploying], nothing).applications).toEqual(['app-2'])
  const before = { applications: ['app-1'], environments: all }
  const there = { ...nothing, environment: 'env-1', before }
  expect(firstTargets(view, [deploying], there).applications, 'where it was dropped all have one').toEqual(['app-1'])
})

it('else for those chosen before, on the line or begun with it, and for all if nothing tells', () => {
  const before = { applications: ['app-3', 'gone'], environments: ['env-3'] }
  expect(firstTargets(line, [scanning], { ...nothing, before })).toEqual({
    applications: ['app-3'],
    environments: ['env-3'],
  })
  const oneStage = parseLine(text.slice(0, text.indexOf('- name: scan-app-1')))
  const short = lineViewOf(oneStage, world, [], undefined)
  expect(firstTargets(short, [scanning], nothing).applications).toEqual(['app-1'])
  const drafted = ['repository/app-2', 'application/app-2']
  expect(firstTargets(empty, [scanning], { ...nothing, drafted }).applications).toEqual(['app-2'])
  expect(firstTargets(empty, [scanning], { ...nothing, environment: 'env-2' })).toEqual({
    applications: all,
    environments: ['env-2'],
  })
})
