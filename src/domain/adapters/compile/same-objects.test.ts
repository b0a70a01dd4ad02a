import { expect, it } from 'vitest'
import { parseQvsConfig } from '../qvs-config/qvs-config.ts'
import { sameObjects } from './same-objects.ts'

const { config } = parseQvsConfig('designPatterns:\n  - pattern: a.example/one\n  - pattern: a.example/two\n')

function resource(
  id: string,
  adapter: string,
  head: { apiVersion: string; kind: string; name: string; namespace?: string },
) {
  const { apiVersion, kind, ...metadata } = head
  return { id, adapters: [adapter], leaves: [], data: { apiVersion, kind, metadata } }
}

it('tells resources that a cluster takes for one object, at the adapter that came last', () => {
  const app = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', namespace: 'prod' }
  const found = sameObjects(
    [
      resource('a', 'a.example/one', app),
      resource('b', 'a.example/two', { ...app, apiVersion: 'apps/v1beta2' }),
      resource('c', 'a.example/two', { ...app, namespace: 'dev' }),
      resource('d', 'a.example/two', { ...app, kind: 'StatefulSet' }),
      resource('e', 'a.example/two', { apiVersion: 'v1', kind: 'Deployment', name: 'shop', namespace: 'prod' }),
    ],
    config,
  )
  expect(found).toMatchObject([
    {
      severity: 'warning',
      args: { ids: 'a, b', adapters: 'a.example/one, a.example/two', object: 'Deployment prod/shop' },
      place: { line: 3 },
    },
  ])
})

it('has nothing to say about resources that are no Kubernetes objects', () => {
  const bucket = { id: 'a', adapters: ['a.example/one'], leaves: [], data: { type: 'gcp:storage:Bucket' } }
  expect(sameObjects([bucket, { ...bucket, id: 'b' }], config)).toEqual([])
})
