import { afterAll, describe, expect, it } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'

// Adapters that use the schemas which compiler/schemas makes of the official Go modules.

const pool = await createKernelPool()
const builtin = await readModule(builtinModuleDirectory)
afterAll(() => pool.close())

async function compile(imported: string, definition: string, resource: string) {
  const files = {
    'cue.mod/module.cue': 'module: "example.com/mine"\nlanguage: version: "v0.9.0"\n',
    'mine/mine.cue': `package mine\n\nimport api "${imported}"\n\nDesignPattern: resources: app: one: api.#${definition} & ${resource}\n`,
  }
  const modules = [{ digest: sourcesDigest(files), files }, builtin]
  const patterns = [{ pattern: 'example.com/mine/mine', params: {}, pipelineParams: {} }]
  const answer = await pool.forProject('schemas').compileInfrastructure({ modules, patterns })
  return answer.ok ? 'compiles' : JSON.stringify(answer.error)
}

const service = (spec: string) => `{apiVersion: "v1", kind: "Service", metadata: name: "a", spec: ${spec}}`
const rollout = (strategy: string) =>
  `{apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", spec: {strategy: ${strategy}}}`

describe('the schemas of Kubernetes and its neighbours', () => {
  it.each([
    ['k8s.io/api/core/v1', 'Service', service('ports: [{port: 80, targetPort: "http"}]')],
    [
      'k8s.io/api/core/v1',
      'PersistentVolumeClaim',
      '{apiVersion: "v1", kind: "PersistentVolumeClaim", spec: resources: requests: storage: "1Gi"}',
    ],
    ['github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1', 'Rollout', rollout('blueGreen: activeService: "a"')],
    [
      'github.com/tektoncd/pipeline/pkg/apis/pipeline/v1',
      'Task',
      '{apiVersion: "tekton.dev/v1", kind: "Task", spec: {params: [{name: "a", default: ["b"]}], steps: [{name: "c", image: "d"}]}}',
    ],
  ])('accept what fits %s', async (imported, definition, resource) => {
    expect(await compile(imported, definition, resource)).toBe('compiles')
  })

  it.each([
    ['an unknown field', 'k8s.io/api/core/v1', 'Service', service('port: [{port: 80}]'), 'field not allowed'],
    ['another type', 'k8s.io/api/core/v1', 'Service', service('ports: [{port: "80"}]'), 'ports.0.port'],
    ['a missing field', 'k8s.io/api/core/v1', 'Service', service('ports: [{name: "http"}]'), 'ports.0.port'],
    ['a value outside of an enum', 'k8s.io/api/core/v1', 'Service', service('type: "Balancer"'), 'LoadBalancer'],
    ['the version of another API', 'k8s.io/api/core/v1', 'Service', '{apiVersion: "v2", kind: "Service"}', 'apiVersion'],
    [
      'a deep mistake',
      'github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1',
      'Rollout',
      rollout('blueGreen: activeServices: "a"'),
      'activeServices',
    ],
  ])('refuse %s', async (_, imported, definition, resource, reason) => {
    const answer = await compile(imported, definition, resource)
    expect(answer).not.toBe('compiles')
    expect(answer).toContain(reason)
  })
})
