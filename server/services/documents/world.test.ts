import { expect, it } from 'vitest'
import type { KernelAdapter } from '#domain/adapters/kernel/kernel-answer.ts'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { ok } from '#domain/result.ts'
import { createFakeKernel } from '../../testing/fake-kernel.ts'
import { createMemoryPlatform } from '../../testing/memory-platform.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import { createWorldService } from './world.ts'

function moduleOf(path: string, from: FoundModule['from'], names: readonly string[]): FoundModule {
  const files = Object.fromEntries([
    ['cue.mod/module.cue', `module: "${path}"`],
    ...names.map((name) => [`${name}/${name}.cue`, `package ${name}\n\nDesignPattern: {}\n`]),
  ])
  return { from, name: path, path, revision: from === 'folder' ? 'local' : 'v1', sources: { digest: path, files } }
}

function adapter(id: string): KernelAdapter {
  const none = { parameters: [], options: [], stages: [], resources: [], composes: [], errors: [], ignored: [] }
  return { id, name: id, description: '', module: id.split('/').slice(0, 2).join('/'), ...none }
}

it('describes the adapters in use whose modules the QVS Config alone names, and no others of theirs', async () => {
  const { ports } = await createMemoryPlatform()
  const taken = moduleOf('taken.example/m', 'git', ['one'])
  const beside = moduleOf('beside.example/m', 'folder', ['two', 'three'])
  const kernel = {
    ...createFakeKernel(),
    describe: async ({ patterns = [] }: { readonly patterns?: readonly string[] }) =>
      ok({ adapters: patterns.map(adapter) }),
  }
  const modules: Pick<ProjectModules, 'catalog' | 'forConfig'> = {
    catalog: async () => [{ found: ok(taken) }],
    forConfig: async () => ({ modules: [taken, beside] }),
  }
  const worlds = createWorldService({ ...ports, kernel }, modules)
  const text = 'designPatterns:\n  - pattern: taken.example/m/one\n  - pattern: beside.example/m/two:two\n'
  const application = {
    name: 'till',
    displayName: 'Till',
    description: '',
    qvsConfigRepository: 'till',
    qvsConfigPath: 'qvs.yaml',
  }
  const { world } = await worlds.read('shop', {
    'application/till': JSON.stringify(application),
    'qvs-config/till': text,
  })
  expect(world.adapters.map(({ pattern, module }) => [pattern, module.revision])).toEqual([
    ['taken.example/m/one', 'v1'],
    ['beside.example/m/two', 'local'],
  ])
  const compiled = await worlds.compile('shop', 'till', text)
  expect(compiled.ok && compiled.value.adapters.map(({ pattern }) => pattern)).toEqual(['beside.example/m/two'])
})
