import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compilePipelines, tracePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import type { KernelStage } from '#domain/adapters/kernel/kernel-answer.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { tektonLeaves } from '#domain/adapters/compile/tekton-origins.ts'
import { lineOrigins, type LineOrigin } from '#domain/manifests/line-origins.ts'
import { manifestOf } from '#domain/manifests/manifest.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Task } from '#domain/tekton/task.ts'
import { readModule } from './builtin-module.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

const directory = fileURLToPath(new URL('../fixtures/shop', import.meta.url))
const text = `params: [{name: ns, type: string}]
designPatterns:
  - pattern: shop.example/adapters/pipeline/deploy:all
    pipelineParams:
      image: api
      approve: true
`
const { config } = parseQvsConfig(text)
let pool: KernelPool
let kernel: Kernel
let shop: ModuleSources
let stages: readonly KernelStage[]
let pipelines: readonly Pipeline[]
let tasks: readonly Task[]

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('traced')
  shop = await readModule(directory)
  const [traced, compiled] = await Promise.all([
    tracePipelines(kernel, { config, modules: [shop] }),
    compilePipelines(kernel, { config, modules: [shop], prefix: 'shop' }),
  ])
  if (!traced.ok || !compiled.ok) throw new Error('The fixture does not compile')
  stages = traced.value
  pipelines = compiled.value.pipelines
  tasks = compiled.value.tasks
})
afterAll(() => pool.close())

function stageOf(name: string): KernelStage {
  const found = stages.find((stage) => stage.name === name)
  if (found === undefined) throw new Error(`There is no stage ${name}`)
  return found
}

const dataSchema = z.record(z.string(), z.json())

/** Returns the origin of each line of a document in short: the kind of each link and what it names. */
function chains(document: Pipeline | Task, stage: KernelStage, task?: string): (path: string) => readonly string[] {
  const data = dataSchema.parse(document)
  const made = stage.tasks.find(({ id }) => id === task)
  const kind = made === undefined ? ({ kind: 'Pipeline' } as const) : ({ kind: 'Task', task: made } as const)
  const manifest = manifestOf({ path: 'x', data, order: 'tekton', leaves: tektonLeaves(data, stage, kind) })
  const origins = lineOrigins(manifest, config, 'qvs.yaml')
  return (path) => origins.filter((origin) => origin.path === path).flatMap(short)
}

function short({ chain }: LineOrigin): string[] {
  return chain.map((link) => {
    if (link.kind === 'qvs-config') return `${link.kind} ${String(link.line)} ${link.name}`
    if (link.kind === 'value' || link.kind === 'parameter') return `${link.kind} ${link.name}`
    return `${link.kind} ${link.at?.file ?? ''}`
  })
}

describe('lines of a Pipeline', () => {
  it('lead to the adapter, the builder of the task, and the parameter whose value a set holds', () => {
    const build = pipelines.find(({ metadata }) => metadata.name === 'shop-build')
    if (build === undefined) throw new Error('There is no Pipeline shop-build')
    const at = chains(build, stageOf('build'))
    const index = build.spec.tasks.findIndex(({ name }) => name === 'api-build')
    const names = build.spec.tasks[index]?.params?.map(({ name }) => name) ?? []
    const argument = (name: string) => at(`spec.tasks[${index}].params[${names.indexOf(name)}].value`)
    expect(argument('imageTag')).toEqual(['adapter pipeline/tasks/build.cue', 'value apiImageTag'])
    expect(argument('expected')).toContain('adapter pipeline/tasks/checkout.cue')
    expect(at(`spec.tasks[${index}].runAfter[0]`)).toEqual([
      'schema pipeline/schema/task.cue',
      'adapter pipeline/deploy/all.cue',
    ])
    expect(at(`spec.tasks[${index}].when[1].values[0]`)).toContain('adapter pipeline/deploy/all.cue')
    expect(at(`spec.tasks[${index}].taskRef.name`)).toEqual(
      expect.arrayContaining(['adapter pipeline/tasks/build.cue', 'parameter image', 'qvs-config 5 image']),
    )
    const declared = build.spec.params?.findIndex(({ name }) => name === 'apiDockerfile') ?? -1
    expect(at(`spec.params[${declared}].default`)).toEqual(
      expect.arrayContaining(['adapter pipeline/tasks/build.cue', 'value apiDockerfile']),
    )
  })

  it('tell where an approval and a result come from', () => {
    const deploy = pipelines.find(({ metadata }) => metadata.name === 'shop-deploy')
    if (deploy === undefined) throw new Error('There is no Pipeline shop-deploy')
    const at = chains(deploy, stageOf('deploy'))
    const index = deploy.spec.tasks.findIndex(({ name }) => name === 'approval-compile')
    expect(at(`spec.tasks[${index}].taskRef.kind`)).toEqual([
      'schema pipeline/schema/task.cue',
      'adapter pipeline/deploy/all.cue',
      'parameter approve',
      'qvs-config 6 approve',
    ])
    expect(at('spec.results[0].value')).toContain('adapter pipeline/tasks/compile.cue')
  })
})

describe('lines of a Task', () => {
  it('lead to the step, also where v1 calls a field otherwise', () => {
    const checkout = tasks.find(({ metadata }) => metadata.name === 'shop-git-checkout')
    if (checkout === undefined) throw new Error('There is no Task shop-git-checkout')
    const at = chains(checkout, stageOf('build'), 'checkout')
    for (const path of ['script', 'image', 'computeResources.limits.cpu'])
      expect(at(`spec.steps[0].${path}`)).toEqual(['adapter pipeline/tasks/checkout.cue'])
    expect(at('spec.params[0].description')).toEqual(['adapter pipeline/tasks/checkout.cue'])
    expect(at('metadata.name')).toContain('adapter pipeline/tasks/checkout.cue')
  })
})
