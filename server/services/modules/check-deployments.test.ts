import { expect, it } from 'vitest'
import { kernelProblem } from '#domain/adapters/kernel/kernel-problem.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { problem, type Finding } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { createFakeKernel } from '../../testing/fake-kernel.ts'
import type { WorldReading } from '../documents/world.ts'
import { createDeploymentChecks } from './check-deployments.ts'

const text = 'designPatterns:\n  - pattern: a.example/one\n  - pattern: a.example/two\n'
const conflict = kernelProblem([
  {
    code: 'cue',
    message: 'conflicting values "x" and "y"',
    path: 'note.text',
    positions: [],
    adapters: ['a.example/one'],
    sides: [],
  },
])

type Answer = 'fits' | 'contradicts' | 'contradicts in setup' | 'takes too long'

/** A module whose adapters apply something before everything else, unless `cue` says otherwise. */
function checksWith(findings: readonly Finding[], answer: Answer, cue = 'resources: appSetup: n: {}') {
  const sources = { digest: cue, files: { 'one/one.cue': cue } }
  const module: FoundModule = { name: 'a.example', path: 'a.example', revision: 'v1', from: 'git', sources }
  const reading: WorldReading = {
    world: sampleWorld,
    findings,
    qvsConfigs: new Map([['api', { document: 'qvs-config/api', text, version: '1', modules: [module] }]]),
    modules: [],
  }
  let asked = 0
  const kernel: Kernel = {
    ...createFakeKernel(),
    async compileInfrastructure({ setup }) {
      asked += 1
      if (answer === 'contradicts in setup')
        return setup ? err(conflict) : ok({ resources: [], outputs: {}, ignored: [] })
      if (answer === 'fits') return ok({ resources: [], outputs: {}, ignored: [] })
      return err(answer === 'contradicts' ? conflict : problem('compile-failed', 'took longer than 20 s'))
    },
  }
  const check = createDeploymentChecks(kernel, { read: async () => reading })
  const deployments = ['staging', 'gone'].map((deployment) => ({ application: 'api', deployment }))
  return { check: () => check({ project: 'p', documents: {}, deployments }), asked: () => asked }
}

it('reports conflicts of each deployment, and compiles the same only once', async () => {
  const { check, asked } = checksWith([], 'contradicts')
  expect(await check()).toMatchObject({
    deployments: [{ application: 'api', deployment: 'staging', findings: [{ place: { document: 'qvs-config/api' } }] }],
  })
  await check()
  expect(asked()).toBe(2)
  expect(await checksWith([], 'fits').check()).toEqual({ deployments: [] })
})

it('reports conflicts in set-up manifests, and nothing twice', async () => {
  for (const answer of ['contradicts', 'contradicts in setup'] as const)
    expect((await checksWith([], answer).check()).deployments.map(({ findings }) => findings.length)).toEqual([1])
})

it('compiles once where no module sets anything up', async () => {
  const { check, asked } = checksWith([], 'fits', 'resources: app: n: {}')
  await check()
  expect(asked()).toBe(1)
})

it('says nothing about a compilation that ran out of time, and tries again', async () => {
  const { check, asked } = checksWith([], 'takes too long')
  expect([await check(), await check()]).toEqual([{ deployments: [] }, { deployments: [] }])
  expect(asked()).toBe(2)
})

it('leaves errors of the QVS Config and its modules to those', async () => {
  const place = { document: 'qvs-config/api', line: 2, column: 1 }
  const { check, asked } = checksWith(
    [{ severity: 'error', code: 'module-missing', message: '', args: {}, place }],
    'contradicts',
  )
  expect([await check(), asked()]).toEqual([{ deployments: [] }, 0])
})
