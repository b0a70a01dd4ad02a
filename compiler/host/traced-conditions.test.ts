import { expect, it } from 'vitest'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { lineOrigins, type OriginLink } from '#domain/manifests/line-origins.ts'
import { manifestOf } from '#domain/manifests/manifest.ts'
import { createKernelPool } from './kernel-pool.ts'

const template = `package template

deployment: {
	#name: string
	#probe?: string
	apiVersion: "apps/v1"
	kind: "Deployment"
	metadata: name: #name
	if #probe != _|_ {
		spec: livenessProbe: httpGet: {path: #probe, port: 8080}
	}
}
`
const side = `package side

DesignPattern: {
	parameters: {name: string, level: string | *"info"}
	resources: app: side: {
		apiVersion: "v1", kind: "ConfigMap", metadata: name: parameters.name
		data: LEVEL: parameters.level
		if parameters.level == "debug" {
			data: TRACE: "true"
		}
	}
}
`
const web = `package web

import (
	"cond.example/m/side"
	"cond.example/m/template"
)

DesignPattern: {
	parameters: {
		appName: string
		region:  string | *"tokyo"
		env: {[string]: string} | *{}
		labels: {[string]: string} | *{}
		probe?: string
		withSide: bool | *false
		verbose: bool | *false
	}
	composites: [
		if parameters.withSide {
			{pattern: side.DesignPattern, params: {name: parameters.appName, if parameters.verbose {level: "debug"}}}
		},
	]
	resources: app: {
		web: template.deployment & {
			#name: parameters.appName
			if parameters.probe != _|_ {#probe: parameters.probe}
			spec: {
				replicas: 1
				if parameters.region == "osaka" {
					tolerations: [{key: "region", value: "west"}]
				}
				env: [for k, v in parameters.env {name: k, value: v, kind: "plain"}]
			}
			if parameters.region == "osaka" {metadata: labels: parameters.labels}
		}
		if parameters.region == "osaka" if parameters.verbose {
			extra: {apiVersion: "v1", kind: "ConfigMap", metadata: name: "extra"}
		}
	}
}
`
const qvs = `params:
  - {name: appName, type: string}
  - {name: region, type: string}
  - {name: verbose, type: bool}
modules: [{name: cond.example/m, revision: main}]
designPatterns:
  - pattern: cond.example/m/web
    params:
      appName: $(params.appName)
      region: $(params.region)
      verbose: $(params.verbose)
      withSide: true
      probe: /ok
      env: {A: b}
      labels: {team: west}
`

const { config } = parseQvsConfig(qvs)
const files = {
  'cue.mod/module.cue': 'module: "cond.example/m"\n',
  'template/t.cue': template,
  'side/side.cue': side,
  'web/web.cue': web,
}

async function chains(): Promise<(id: string, path: string) => string[]> {
  const pool = await createKernelPool()
  const values = { appName: 'shop', region: 'osaka', verbose: 'true' }
  const modules = [{ path: 'cond.example/m', digest: 'conditions', files }]
  const answer = await compileResources(pool.forProject('conditions'), { config, modules, values, secrets: {} })
  await pool.close()
  if (!answer.ok) throw new Error(answer.error.message)
  const { resources } = answer.value
  return (id, path) => {
    const found = resources.find((one) => one.id === id)
    if (found === undefined) throw new Error(`no resource ${id}`)
    const lines = lineOrigins(manifestOf({ path: id, ...found }), config, 'qvs-config/shop')
    return lines.find((one) => one.path === path)?.chain.flatMap(told) ?? []
  }
}

function told(link: OriginLink): string[] {
  if (link.kind === 'condition')
    return [`${link.text} (${link.at?.file}:${link.at?.line})`, ...link.reads.flatMap(told).map((read) => `  ${read}`)]
  if (link.kind === 'qvs-config') return [`qvs-config:${link.line}`]
  return link.kind === 'value' || link.kind === 'parameter' ? [`${link.kind} ${link.name}`] : [link.kind]
}

it('says why a line is there, apart from what made its value', async () => {
  const chain = await chains()
  const region = ['  parameter region', '  qvs-config:10', '  value region']
  const verbose = ['  parameter verbose', '  qvs-config:11', '  value verbose']
  const isOsaka = 'if parameters.region == "osaka" (web/web.cue'

  expect(chain('web', 'spec.replicas')).toEqual(['adapter'])
  expect(chain('web', 'spec.tolerations[0].value')).toEqual(['adapter', `${isOsaka}:29)`, ...region])
  expect(chain('extra', 'metadata.name')).toEqual([
    'adapter',
    `${isOsaka}:36)`,
    ...region,
    'if parameters.verbose (web/web.cue:36)',
    ...verbose,
  ])
  // A value copied from the QVS Config is listed with the condition of the place that it is copied to.
  expect(chain('web', 'metadata.labels.team')).toEqual([
    'schema',
    'parameter labels',
    'qvs-config:15',
    `${isOsaka}:34)`,
    ...region,
  ])
  // A loop decides as well; the source of the value is listed only once.
  expect(chain('web', 'spec.env[0].kind').slice(0, 2)).toEqual([
    'adapter',
    'for k, v in parameters.env (web/web.cue:32)',
  ])
  expect(chain('web', 'spec.env[0].value')).toEqual(['adapter', 'parameter env', 'qvs-config:14'])
  // A template reads a field that its user fills in.
  expect(chain('web', 'spec.livenessProbe.httpGet.port')).toEqual([
    'adapter',
    'if #probe != _|_ (template/t.cue:9)',
    '  parameter probe',
    '  qvs-config:13',
  ])
})

it('follows conditions through composites, and through what is given to them', async () => {
  const chain = await chains()
  expect(chain('side', 'kind')).toEqual([
    'adapter',
    'if parameters.withSide (web/web.cue:19)',
    '  parameter withSide',
    '  qvs-config:12',
  ])
  expect(chain('side', 'data.TRACE').filter((link) => !link.startsWith(' '))).toEqual([
    'adapter',
    'if parameters.withSide (web/web.cue:19)',
    'if parameters.level == "debug" (side/side.cue:8)',
    'if parameters.verbose (web/web.cue:20)',
  ])
  expect(chain('side', 'data.LEVEL')).toContain('if parameters.verbose (web/web.cue:20)')
})
