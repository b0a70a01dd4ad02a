import { expect, test } from 'vitest'
import { pairManifests } from './pair-manifests.ts'

const of = (...paths: readonly string[]) => paths.map((path) => ({ path }))

test('a manifest that another has come in front of is still the same', () => {
  const pairs = pairManifests(
    of('01-deployment-api.yaml', '02-service-api.yaml'),
    of('01-deployment-api.yaml', '02-horizontalpodautoscaler-api.yaml', '03-service-api.yaml'),
  )
  expect(pairs.map(({ path, before, after }) => [path, before?.path, after?.path])).toEqual([
    ['01-deployment-api.yaml', '01-deployment-api.yaml', '01-deployment-api.yaml'],
    ['02-horizontalpodautoscaler-api.yaml', undefined, '02-horizontalpodautoscaler-api.yaml'],
    ['03-service-api.yaml', '02-service-api.yaml', '03-service-api.yaml'],
  ])
})

test('none is lost where two are called the same', () => {
  const pairs = pairManifests(of('01-role-a.yaml', '02-role-a.yaml'), of('01-role-a.yaml'))
  expect(pairs.map(({ path, after }) => [path, after?.path])).toEqual([
    ['01-role-a.yaml', '01-role-a.yaml'],
    ['02-role-a.yaml', undefined],
  ])
})
