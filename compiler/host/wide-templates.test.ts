import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel, ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

// One template for everything: dozens of optional parameters pass through definitions, resource names contain a parameter, and conditions test for
// optional fields. Large modules are written this way.
const template = `package template

import "strconv"

deployment: {
	#name: string
	#container: {image: string, port: string, args: [...string], secretName: string}
	#annotations: [string]: string
	apiVersion: "apps/v1"
	kind:       "Deployment"
	metadata: {
		name: #name
		if len(#annotations) > 0 {annotations: #annotations}
	}
	spec: {
		containers: [_container]
		_container: {
			image: #container.image
			ports: [{containerPort: strconv.Atoi(#container.port)}]
			if #container.args != _|_ {args: #container.args}
			if #container.secretName != _|_ {secret: #container.secretName}
		}
	}
}
`
const web = `package web

import (
	"strings"
	"wide.example/m/template"
)

DesignPattern: {
	parameters: {
		appName: string
		image:   string
		port:    string
		args?: [...string]
		password?: string
		engine: strings.HasPrefix("MYSQL_") | *"MYSQL_8_0"
	}
	pipelineParameters: phase: "app" | *""
	resources: app: {
		"\\(parameters.appName)Deployment": template.deployment & {
			#name: parameters.appName
			#container: {
				image: parameters.image
				port:  parameters.port
				args:  parameters.args
			}
		}
		if parameters.password != _|_ {
			"\\(parameters.appName)Deployment": #container: secretName: "\\(parameters.appName)-\\(parameters.password)"
		}
	}
}
`
const module: ModuleSources = {
  digest: 'wide',
  files: { 'cue.mod/module.cue': 'module: "wide.example/m"\n', 'template/t.cue': template, 'web/web.cue': web },
}
const pattern = 'wide.example/m/web'
let pool: KernelPool
let kernel: Kernel

beforeAll(async () => {
  pool = await createKernelPool()
  kernel = pool.forProject('wide')
})
afterAll(() => pool.close())

async function compile(params: string) {
  const { config } = parseQvsConfig(`designPatterns:\n  - pattern: ${pattern}\n    params: {${params}}\n`)
  return compileResources(kernel, { config, modules: [module], values: {}, secrets: {} })
}

async function findings(params: string): Promise<readonly string[]> {
  const answer = await compile(params)
  if (answer.ok) return []
  return (answer.error.findings ?? []).map(({ message, place }) => `${place.line}:${place.column} ${message}`)
}

describe('a wide template', () => {
  it('leads each line to its own parameter, not to all that pass the same definition', async () => {
    const answer = await compile('appName: shop, image: nginx, port: "80", password: p')
    if (!answer.ok) throw new Error(answer.error.message)
    const leaves = answer.value.resources[0]?.leaves ?? []
    const parameters = (path: string) => [
      ...new Set(
        leaves
          .find((leaf) => leaf.path.join('.') === path)
          ?.origins.flatMap((origin) => origin.parameters.map(({ name }) => name)),
      ),
    ]
    expect(parameters('spec.containers.0.image')).toEqual(['image'])
    expect(parameters('spec.containers.0.ports.0.containerPort')).toEqual(['port'])
    expect(parameters('spec.containers.0.secret').toSorted()).toEqual(['appName', 'password'])
  })

  it('leads an error behind it to the value in the QVS Config, and tells it once', async () => {
    expect(await findings('appName: shop, image: nginx, port: http')).toEqual([
      expect.stringMatching(
        /^3:43 .*containerPort: strconv\.Atoi: parsing "http".*declared at wide\.example\/m\/template/,
      ),
    ])
  })

  it('names missing parameters, and not what lacks them in turn', async () => {
    expect(await findings('appName: shop')).toEqual([
      expect.stringContaining('needs the parameter "image"'),
      expect.stringContaining('needs the parameter "port"'),
    ])
  })

  it('tells the check that a value fails, not that it differs from the default', async () => {
    const [only, ...more] = await findings('appName: shop, image: nginx, port: "80", engine: POSTGRES')
    expect(only).toMatch(/^3:55 parameters\.engine: invalid value "POSTGRES" .*strings\.HasPrefix\("MYSQL_"\)/)
    expect(more).toEqual([])
  })

  it('tells a wrong option where the QVS Config gives it', async () => {
    const text = `designPatterns:\n  - pattern: ${pattern}\n    pipelineParams: {phase: prod}\n`
    const answer = await compilePipelines(kernel, {
      config: parseQvsConfig(text).config,
      modules: [module],
      prefix: 'a',
    })
    expect(answer.ok ? {} : answer.error).toMatchObject({
      place: { line: 3, column: 22 },
      message: expect.stringContaining('must be one of "app", ""'),
    })
  })

  it('is described with its resources, though their names hold parameters', async () => {
    const answer = await kernel.describe({ modules: [module] })
    expect(answer.ok ? answer.value.adapters[0]?.resources : []).toEqual([
      { phase: 'app', id: '<appName>Deployment', apiVersion: 'apps/v1', kind: 'Deployment' },
    ])
  })
})
