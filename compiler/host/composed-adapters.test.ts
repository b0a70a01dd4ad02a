import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// Adapters seeing each other: parts that wait until everything is composed, and values that one adapter gives to another.
let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('composed')
})
afterAll(() => pool.close())

const files = {
  'cue.mod/module.cue': 'module: "composed.example/adapters"\n',
  'web/web.cue': `package web

DesignPattern: {
	parameters: name: string
	resources: app: web: {apiVersion: "v1", kind: "Service", metadata: name: parameters.name}
}
`,
  'labels/labels.cue': `package labels

DesignPattern: {
	parameters: team: string | *"shop"
	resources: app: [string]: _
	defer: app: {
		for id, resource in resources.app if resource.kind == "Service" {
			(id): metadata: labels: team: parameters.team
		}
	}
}
`,
  'two/two.cue': `package two

import (
	"composed.example/adapters/labels"
	"composed.example/adapters/web"
)

DesignPattern: {
	parameters: {front: string, size: int | *1}
	composites: [
		{pattern: web.DesignPattern, params: name: parameters.front},
		{pattern: labels.DesignPattern, params: {}, group: "apart"},
		{pattern: pair.DesignPattern, params: {}, group: "pair"},
	]
}

let pair = {
	DesignPattern: {
		parameters: {...}
		composites: [
			{pattern: web.DesignPattern, params: name: "inner"},
			{pattern: labels.DesignPattern, params: team: "pair"},
		]
	}
}
`,
  'wrong/wrong.cue': `package wrong

import "composed.example/adapters/web"

DesignPattern: {
	parameters: size: int
	composites: [{pattern: web.DesignPattern, params: name: parameters.size}]
}
`,
}
const module: ModuleSources = { digest: 'composed', files }

async function compile(entries: string, from: ModuleSources = module) {
  const { config } = parseQvsConfig(
    `designPatterns:\n${entries.replaceAll('pattern: ', 'pattern: composed.example/adapters/')}`,
  )
  return compileResources(kernel, { config, modules: [from], values: {}, secrets: {} })
}

describe('deferred parts', () => {
  it('see what other adapters of the QVS Config bring, in either order, and tell their origin', async () => {
    const web = '  - pattern: web\n    params: {name: front}\n'
    const labels = '  - pattern: labels\n    params: {team: pay}\n'
    const answers = await Promise.all([compile(web + labels), compile(labels + web)])
    for (const answer of answers) {
      const [service] = answer.ok ? answer.value.resources : []
      expect(service?.data).toMatchObject({ metadata: { name: 'front', labels: { team: 'pay' } } })
      expect(service?.adapters.toSorted()).toEqual([
        'composed.example/adapters/labels',
        'composed.example/adapters/web',
      ])
      const leaf = service?.leaves.find(({ path }) => path.join('.') === 'metadata.labels.team')
      expect(leaf?.origins).toContainEqual(
        expect.objectContaining({
          adapter: 'composed.example/adapters/labels',
          parameters: [expect.objectContaining({ name: 'team', given: 'config' })],
        }),
      )
    }
  })

  it('see only their group where a composite has one', async () => {
    const answer = await compile('  - pattern: two\n    params: {front: front}\n')
    if (!answer.ok) throw new Error(answer.error.message)
    expect(Object.fromEntries(answer.value.resources.map(({ id, data }) => [id, data['metadata']]))).toEqual({
      web: { name: 'front' },
      'pair/web': { name: 'inner', labels: { team: 'pair' } },
    })
  })

  it('belong to what an adapter is described with', async () => {
    const answer = await kernel.describe({
      modules: [
        {
          digest: 'deferred',
          files: {
            ...files,
            'sum/sum.cue': 'package sum\n\nDesignPattern: defer: app: sum: {apiVersion: "v1", kind: "ConfigMap"}\n',
          },
        },
      ],
      patterns: ['composed.example/adapters/sum'],
    })
    expect(answer.ok ? answer.value.adapters[0]?.resources : []).toMatchObject([{ id: 'sum', kind: 'ConfigMap' }])
  })
})

describe('what a composed adapter refuses', () => {
  it('is told at the value of the QVS Config that ends there', async () => {
    const answer = await compile('  - pattern: wrong\n    params: {size: 4}\n')
    expect(answer.ok ? [] : answer.error.findings).toMatchObject([
      { code: 'adapter-parameter', place: { line: 3, parameter: 'size' } },
    ])
  })

  it('is told in the composing adapter where no value ends there', async () => {
    const fixed = { ...files, 'wrong/wrong.cue': files['wrong/wrong.cue'].replace('parameters.size', '5') }
    const answer = await compile('  - pattern: wrong\n    params: {size: 4}\n', { digest: 'fixed', files: fixed })
    expect(answer.ok ? [] : answer.error.findings).toMatchObject([
      { place: { document: 'composed.example/adapters/wrong/wrong.cue', line: 7 } },
    ])
  })
})

it('values that come later stand as numbers where an adapter reads them as such', async () => {
  const ports = `package ports

import "strconv"

DesignPattern: {
	parameters: {name: string, port: string, size: string}
	resources: app: web: {
		apiVersion: "v1"
		kind: "Service"
		metadata: name: parameters.name
		spec: {port: strconv.Atoi(parameters.port), size: strconv.ParseInt(parameters.size, 10, 64)}
	}
}
`
  const { config } = parseQvsConfig(`params:
  - {name: name, type: string}
  - {name: thePort, type: string}
  - {name: size, type: string}
designPatterns:
  - pattern: composed.example/adapters/ports
    params: {name: $(params.name), port: $(params.thePort), size: $(params.size)}
`)
  const answer = await compileResources(kernel, {
    config,
    modules: [{ digest: 'ports', files: { ...files, 'ports/ports.cue': ports } }],
    values: {},
    secrets: {},
    later: ['name', 'thePort', 'size'],
  })
  expect(answer.ok ? answer.value.resources[0]?.data : answer.error.findings).toMatchObject({
    metadata: { name: '$(params.name)' },
    spec: { port: 8080, size: 8080 },
  })
})
