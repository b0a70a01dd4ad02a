import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileManifests } from '#domain/adapters/compile/compile-manifests.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
beforeAll(async () => {
  pool = await createKernelPool()
})
afterAll(() => pool.close())

const site = `package site

DesignPattern: resources: app: {
	bucket: {provider: "pulumi-yaml", type: "aws:s3:Bucket", properties: bucket: "site", options: protect: true}
	chart: {releaseName: "web", chart: "nginx", version: "1.2.3", namespace: "shop", fetchOpts: repo: "https://charts.example", values: replicas: 2}
}
`
const pair = `package pair

import "shop.example/adapters/site"

DesignPattern: {
	composites: [{pattern: site.DesignPattern, group: "blue"}]
	resources: app: {...}
}
`

it('a project for Pulumi has a name in lists, and every value in it says what made it', async () => {
  const files = {
    'cue.mod/module.cue': 'module: "shop.example/adapters"\n',
    'site/site.cue': site,
    'pair/pair.cue': pair,
  }
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: shop.example/adapters/pair\n')
  const answer = await compileManifests(pool.forProject('pulumi'), {
    config,
    modules: [{ digest: 'pair', files }],
    values: { appName: 'shop' },
    secrets: {},
  })
  if (!answer.ok) throw new Error(answer.error.message)
  const [project] = answer.value.manifests
  expect(project).toMatchObject({ path: 'pulumi/Pulumi.yaml', kind: 'Pulumi', name: 'shop' })
  const rows = project?.text.split('\n') ?? []
  const told = new Set(project?.provenance.map(({ line }) => rows[line - 1]?.trim().replaceAll('"', '')))
  expect(told).toEqual(
    new Set([
      'bucket: site',
      'chart: nginx',
      'name: web',
      'namespace: shop',
      'protect: true',
      'replicas: 2',
      'repo: https://charts.example',
      'type: aws:s3:Bucket',
      'version: 1.2.3',
    ]),
  )
})
