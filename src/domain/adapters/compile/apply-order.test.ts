import { describe, expect, it } from 'vitest'
import { applyOrder } from './apply-order.ts'
import type { KernelResource } from '../kernel/kernel-answer.ts'

function resource(id: string, kind: string, dependsOn?: string, apiVersion = 'v1'): KernelResource {
  const annotations = dependsOn === undefined ? {} : { annotations: { 'vs.axis-dev.io/dependsOn': dependsOn } }
  return {
    id,
    adapters: [],
    leaves: [],
    data: { apiVersion, kind, metadata: { name: id, namespace: 'ns', ...annotations } },
  }
}

describe('applyOrder', () => {
  it('keeps the order of the adapters, but begins with what others need', () => {
    const resources = [
      resource('a', 'Deployment'),
      resource('b', 'Service'),
      resource('c', 'Namespace'),
      resource('d', 'Secret'),
    ]
    expect(applyOrder(resources).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b'])
  })

  it('puts dependencies first, over several steps, and survives circles and strangers', () => {
    const resources = [
      resource('app', 'Deployment', 'external-secrets.io:ExternalSecret::ns/external,core:Service::ns/web'),
      resource('external', 'ExternalSecret', 'external-secrets.io:SecretStore::ns/store', 'external-secrets.io/v1'),
      resource('store', 'SecretStore', 'core:Elsewhere::ns/gone', 'external-secrets.io/v1'),
      resource('web', 'Service', 'core:Deployment::ns/app'),
    ]
    expect(applyOrder(resources).map(({ id }) => id)).toEqual(['store', 'external', 'web', 'app'])
  })
})
