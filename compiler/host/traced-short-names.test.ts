import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('short')
})
afterAll(() => pool.close())

const module: ModuleSources = {
  digest: 'short',
  files: {
    'cue.mod/module.cue': 'module: "short.example/adapters"\n',
    'parts/parts.cue': `package parts

#Deployment: {
	#size: int | *1
	spec: replicas: #size
	...
}
`,
    'web/web.cue': `package web

import "short.example/adapters/parts"

DesignPattern: Self={
	P=parameters: {
		name:  string
		image: string
		labels: {[string]: string}
	}
	let Q = parameters
	_p: P
	resources: app: web: parts.#Deployment & {
		byAlias:  P.name
		byLet:    "\\(Q.image):1"
		byField:  _p.name
		byIndex:  Q["image"]
		byItself: Self.parameters.name
		byLoop: {for key, value in Q.labels {"x-\\(key)": value}}
		byName: parameters.name
	}
}
`,
  },
}

it('leads to the parameter by whatever name an adapter calls its parameters', async () => {
  const answer = await kernel.compileInfrastructure({
    modules: [module],
    patterns: [
      {
        pattern: 'short.example/adapters/web',
        params: { name: 'shop', image: 'nginx', labels: { team: 'core' } },
        pipelineParams: {},
      },
    ],
  })
  if (!answer.ok) throw new Error(answer.error.message)
  const read = answer.value.resources[0]?.leaves.map(({ path, origins }) => [
    path.join('.'),
    origins.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  ])
  expect(Object.fromEntries(read ?? [])).toEqual({
    byAlias: ['name'],
    byLet: ['image'],
    byField: ['name'],
    byIndex: ['image'],
    byItself: ['name'],
    'byLoop.x-team': ['labels'],
    byName: ['name'],
    'spec.replicas': [],
  })
})

it('leads to the line that holds the default of a template', async () => {
  const answer = await kernel.compileInfrastructure({
    modules: [module],
    patterns: [
      {
        pattern: 'short.example/adapters/web',
        params: { name: 'shop', image: 'nginx', labels: {} },
        pipelineParams: {},
      },
    ],
  })
  const leaves = answer.ok ? answer.value.resources[0]?.leaves : []
  const replicas = leaves?.find(({ path }) => path.join('.') === 'spec.replicas')
  expect(replicas?.origins.map(({ position }) => `${position?.file}:${position?.line}`)).toEqual([
    'parts/parts.cue:5',
    'parts/parts.cue:4',
  ])
})
