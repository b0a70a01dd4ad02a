import { describe, expect, it } from 'vitest'
import { liveResources } from './live-resources.ts'

const deployment = (name: string, replicas?: number): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { ${replicas === undefined ? '' : `replicas: ${replicas}`} }\n`
const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`

function replica(workload: string, state: 'ready' | 'starting', index: number) {
  return { name: `${workload}-1-${index}`, workload, state, restarts: 0, startedAt: '2026-01-01T00:00:00Z' }
}

describe('liveResources', () => {
  it('counts the ready replicas of each workload against what its manifest wants', () => {
    const resources = liveResources({
      documents: [`${deployment('api', 2)}---\n${deployment('worker')}`],
      replicas: [replica('api', 'ready', 1), replica('api', 'starting', 2), replica('worker', 'ready', 1)],
      urls: [],
    })
    expect(resources).toEqual([
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api', replicas: { ready: 1, wanted: 2 } },
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker', replicas: { ready: 1, wanted: 1 } },
    ])
  })

  it('tells where a Service answers, and names the rest', () => {
    const resources = liveResources({
      documents: [service('api'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: words }\n'],
      replicas: [],
      urls: [{ service: 'api', url: 'http://127.0.0.1:1' }],
    })
    expect(resources).toEqual([
      { apiVersion: 'v1', kind: 'Service', name: 'api', url: 'http://127.0.0.1:1' },
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'words' },
    ])
  })

  it('passes over what is no Kubernetes object', () => {
    expect(liveResources({ documents: ['', '- 1', 'a: [', service('api')], replicas: [], urls: [] })).toEqual([
      { apiVersion: 'v1', kind: 'Service', name: 'api' },
    ])
  })
})
