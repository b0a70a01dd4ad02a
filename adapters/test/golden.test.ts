import { afterAll, describe, expect, it } from 'vitest'
import { builtinModuleDirectory } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { readTestedModule } from '#compiler/host/tested-module.ts'
import { runGoldenTests } from '#domain/adapters/authoring/golden-tests.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'

const pool = await createKernelPool()
const kernel = pool.forProject('golden')
const subject = await readTestedModule(builtinModuleDirectory)
const ran = await runGoldenTests(kernel, subject)
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
      'kubectl-deploy pipelines',
      'pulumi-deploy pipelines',
    ])
  })

  it('leave no adapter out', async () => {
    const described = await kernel.describe({ modules: [subject.module] })
    const adapters = described.ok ? described.value.adapters.map(({ id }) => id) : []
    const tested = Object.entries(subject.texts).flatMap(([file, text]) =>
      file.endsWith('/qvs.yaml') ? parseQvsConfig(text).config.designPatterns.map(({ pattern }) => pattern) : [],
    )
    expect(adapters.length).toBeGreaterThan(40)
    expect(adapters.filter((id) => !tested.includes(id))).toEqual([])
  })

  it.each(outcomes.map((outcome) => [`${outcome.testCase}: ${outcome.part}`, outcome] as const))('%s', (_, outcome) => {
    expect(outcome.reason).toBeUndefined()
    expect(outcome.actual).toBe(outcome.expected)
    expect(outcome.passed).toBe(true)
  })
})
