import { expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { createKernelPool } from './kernel-pool.ts'

const web = `package web

import "strconv"

DesignPattern: {
	parameters: {
		appName: string
		port:    string | *"80"
		labels: {[string]: string} | *{}
	}
	pipelineParameters: mode: string | *"fast"
	resources: app: web: {
		metadata: {name: parameters.appName, labels: parameters.labels}
		spec: port: strconv.Atoi(parameters.port)
	}
	pipelines: deploy: tasks: apply: {
		name: "apply"
		steps: [{name: "a", image: "x", script: "echo \\(pipelineParameters.mode)"}]
	}
}
`
const qvs = `modules: [{name: twice.example/m, revision: main}]
designPatterns:
  - pattern: twice.example/m/web
    params:
      appName: shop
      labels: {team: west}
  - pattern: twice.example/m/web
    params:
      appName: shop
      port: "8080"
      labels: {team: east}
    pipelineParams:
      mode: slow
`
const { config } = parseQvsConfig(qvs)
const files = { 'cue.mod/module.cue': 'module: "twice.example/m"\n', 'web/web.cue': web }
const modules = [{ path: 'twice.example/m', digest: 'twice', files }]

function told(answer: Result<unknown, Problem>): readonly string[] {
  if (answer.ok) throw new Error('It compiles')
  return (answer.error.findings ?? []).map(({ place, message }) => `${place.line}: ${message}`)
}

it('an adapter that is used twice with different values is told with the lines of the QVS Config that differ', async () => {
  const pool = await createKernelPool()
  const kernel = pool.forProject('twice')
  const resources = told(await compileResources(kernel, { config, modules, values: {}, secrets: {} }))
  const pipelines = told(await compilePipelines(kernel, { config, modules, prefix: 'shop' }))
  await pool.close()

  const both = 'twice.example/m/web is used more than once (declared at twice.example/m/web/web.cue'
  expect(resources).toEqual([
    `11: web.metadata.labels.team is "west" with line 6 and "east" with line 11: ${both}:9:12)`,
    // The first does not set it, so its default counts.
    `10: web.spec.port is 80 with line 3 and 8080 with line 10: ${both}:14:9)`,
  ])
  expect(pipelines).toEqual([
    `13: deploy.tasks.apply.steps.0.script is "echo fast" with line 3 and "echo slow" with line 13: ${both}:18:35)`,
  ])
})
