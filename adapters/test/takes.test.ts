import { afterAll, expect, it } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'

const pool = await createKernelPool()
const module = { name: 'linewright.dev/adapters', revision: 'builtin', sources: await readModule(builtinModuleDirectory) }
const paths = ['local/service', 'pipeline/verify:http', 'pipeline/image:checkRegistry', 'pipeline/gitops:argocdSync', 'pipeline/scan:trivy', 'pipeline/source:checkout']
const building = ['nodePackage', 'goPackage', 'pythonPackage', 'staticSite'].map((name) => `pipeline/build:${name}`)
const deploying = ['local', 'kubectl', 'kubectlStatus', 'preview', 'bluegreen'].map((name) => `pipeline/deploy:${name}`)
const patterns = [...paths, ...building, ...deploying].map((path) => `linewright.dev/adapters/${path}`)
const described = await describeAdapters(pool.forProject('takes'), [module], patterns)
if (!described.ok) throw new Error(described.error.message)
afterAll(() => pool.close())

it.each(described.value.map((adapter) => [adapter.name, adapter] as const))(
  '%s says which parameters of its tasks are numbers or switches',
  (_, { stages, takes = {} }) => {
    // A prefix of its task may stand before the name.
    const params = stages.flatMap((stage) => stage.params).map((name) => name.toLowerCase())
    const isSaid = (param: string): boolean => Object.keys(takes).some((name) => param.endsWith(name.toLowerCase()))
    expect(params.filter((param) => /(seconds|attempts|status|deleteexisting|conflicts|unfixed)$/.test(param) && !isSaid(param))).toEqual([])
    const isTaken = (name: string): boolean => params.some((param) => param.endsWith(name.toLowerCase()))
    expect(Object.keys(takes).filter((name) => !isTaken(name))).toEqual([])
    expect(Object.keys(takes)).not.toEqual([])
  },
)
