import { expect, it } from 'vitest'
import { ok } from '../../result.ts'
import type { KernelResource } from '../kernel/kernel-answer.ts'
import type { Kernel, ModuleSources } from '../kernel/kernel.ts'
import { parseQvsConfig } from '../qvs-config/qvs-config.ts'
import { compilePhases } from './compile-phases.ts'

function resource(kind: string, name: string): KernelResource {
  return { id: name, data: { apiVersion: 'v1', kind, metadata: { name } }, adapters: [], leaves: [] }
}

async function pathsOf(modules: readonly ModuleSources[], stage: string, setup: readonly KernelResource[]) {
  let asked = 0
  const kernel: Pick<Kernel, 'compileInfrastructure'> = {
    async compileInfrastructure(request) {
      asked += 1
      const resources = request.setup ? [...setup] : [resource('Service', 'web')]
      return ok({ resources, outputs: {}, ignored: [] })
    },
  }
  const { config } = parseQvsConfig('designPatterns:\n  - pattern: a.example/web\n')
  const compiled = await compilePhases(kernel as Kernel, { config, modules, values: {}, secrets: {} }, stage)
  return { paths: compiled.ok ? compiled.value.manifests.map(({ path }) => path) : [], asked }
}

const module = (text: string): ModuleSources => ({ digest: text, files: { 'web/web.cue': text } })
const withSetup = [module('package web\nDesignPattern: resources: appSetup: n: {}')]

it('applies what is set up before all else first', async () => {
  const setup = [resource('Namespace', 'shop')]
  expect(await pathsOf(withSetup, 'deploy', setup)).toEqual({
    paths: ['00-01-namespace-shop.yaml', '01-service-web.yaml'],
    asked: 2,
  })
  expect(await pathsOf(withSetup, 'setup', setup)).toEqual({ paths: ['01-namespace-shop.yaml'], asked: 1 })
  expect(await pathsOf(withSetup, 'deploy', [])).toEqual({ paths: ['01-service-web.yaml'], asked: 2 })
})

it('compiles once where no module knows of that', async () => {
  expect(await pathsOf([module('package web')], 'deploy', [])).toEqual({ paths: ['01-service-web.yaml'], asked: 1 })
})
