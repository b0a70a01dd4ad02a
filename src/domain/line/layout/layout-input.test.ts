import { expect, it } from 'vitest'
import { parseLine } from '../parse.ts'
import { layoutInputOf } from './layout-input.ts'

it('puts what takes a result of a deploying stage into the lane of its environment, whatever it says about order', () => {
  const { line } = parseLine(`apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata: { name: release }
spec:
  stages:
    - name: build
      spec: { pipeline: build, deployment: { app: api, name: staging } }
    - name: deploy
      spec: { pipeline: deploy, deployment: { app: api, name: staging } }
      runAfter: [build]
    - name: verify
      spec:
        pipeline: verify
        deployment: { app: api, name: staging }
        params: [{ name: url, value: $(stages.deploy.results.url) }]
    - name: report
      spec: { pipeline: report, deployment: { app: api, name: staging } }
      runAfter: [verify]
`)
  if (line === undefined) throw new Error('not read')
  const around = {
    ...{ environments: ['staging'], environmentOf: () => 'staging' },
    deploys: (pipeline: string) => pipeline === 'deploy',
  }
  const { stages } = layoutInputOf(line, around, { trays: true, positions: {} })
  expect(stages.map(({ name, lane }) => `${name} ${lane}`)).toEqual([
    'build build',
    'deploy staging',
    'verify staging',
    'report staging',
  ])
})

it('orders applications by name, as people count', () => {
  const stages = ['web', 'app-10', 'app-9'].map(
    (app) => `    - { name: build-${app}, spec: { pipeline: build, deployment: { app: ${app}, name: dev } } }\n`,
  )
  const { line } = parseLine(
    `apiVersion: vs.axis-dev.io/v1\nkind: AssemblyLine\nmetadata: { name: release }\nspec:\n  stages:\n${stages.join('')}`,
  )
  if (line === undefined) throw new Error('not read')
  const around = { environments: ['dev'], environmentOf: () => 'dev', deploys: () => false }
  const { applications } = layoutInputOf(line, around, { trays: true, positions: {} })
  expect(applications).toEqual(['app-9', 'app-10', 'web'])
})
