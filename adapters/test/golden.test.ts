import { afterAll, describe, expect, it } from 'vitest'
import { builtinModuleDirectory } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { readTestedModule } from '#compiler/host/tested-module.ts'
import { runGoldenTests } from '#domain/adapters/authoring/golden-tests.ts'

const pool = await createKernelPool()
const ran = await runGoldenTests(pool.forProject('golden'), await readTestedModule(builtinModuleDirectory))
if (!ran.ok) throw new Error(ran.error.message)
const outcomes = ran.value
afterAll(() => pool.close())

describe('golden tests of the built-in adapters', () => {
  it('cover the manifests and the pipelines', () => {
    expect(outcomes.map(({ testCase, part }) => `${testCase} ${part}`)).toEqual([
      'service-defaults main',
      'service-full main',
      'bookshelf-like main',
      'bookshelf-like pipelines',
      'every-workflow pipelines',
      'cluster main',
      'middleware main',
      'clouds main',
      'rollout main',
      'rollout pipelines',
      'go-program pipelines',
      'python-program pipelines',
      'images pipelines',
      'gitops pipelines',
      'cluster-deploy pipelines',
      'pulumi-deploy pipelines',
    ])
  })

  it.each(outcomes.map((outcome) => [`${outcome.testCase}: ${outcome.part}`, outcome] as const))('%s', (_, outcome) => {
    expect(outcome.reason).toBeUndefined()
    expect(outcome.actual).toBe(outcome.expected)
    expect(outcome.passed).toBe(true)
  })
})
