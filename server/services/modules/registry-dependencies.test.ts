import { expect, it } from 'vitest'
import { frozenModule } from '#domain/adapters/modules/found-module.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import type { ModuleRegistry } from '../../ports/modules.ts'
import { createMemoryPlatform } from '../../testing/memory-platform.ts'
import { createProjectModules } from './project-modules.ts'

const file = 'cue.mod/module.cue'
const kept = {
  [file]: 'module: "shop.example/adapters"\ndeps: "base.example/lib@v1": v: "v1.2.0"\n',
  'web/web.cue': 'package web\n\nimport "base.example/lib"\n\nDesignPattern: resources: app: web: lib.web\n',
}
const library = { [file]: 'module: "base.example/lib@v1"\n', 'lib.cue': 'package lib\n\nweb: kind: "Pod"\n' }

const { config } = parseQvsConfig(
  'modules: [{name: shop.example/adapters, revision: main}]\ndesignPatterns: [{pattern: shop.example/adapters/web}]\n',
)

/** A project with a stored module in its catalog, and a registry that has the library or does not answer. */
async function projectWith(registry: ModuleRegistry) {
  const { ports } = await createMemoryPlatform()
  const hosted = { project: 'shop', repository: 'adapters' }
  const author = { name: 'Dan', email: 'dan@example.org' }
  const files = new Map(Object.entries(kept).map(([path, text]) => [path, new TextEncoder().encode(text)]))
  await ports.repositories.create(hosted, {
    branch: 'main',
    files,
    author,
    message: 'Begin',
    at: '2026-01-01T00:00:00Z',
  })
  const head = await ports.repositories.resolveRevision(hosted, 'main')
  const source = { kind: 'hosted' as const, repository: 'adapters', directory: '' }
  const module = { name: 'shop.example/adapters', source, revision: 'main', commit: head.ok ? head.value : '' }
  const modules = createProjectModules({ ...ports, moduleRegistry: registry })
  return { modules, module, resources: { modules: [module], applications: [], repositories: [] } }
}

it('has what a module imports of the registry, in a compile, in the catalog, and again in a run that froze it', async () => {
  const { modules, module, resources } = await projectWith({
    moduleFile: async () => ok(library[file]),
    files: async () => ok({ digest: 'sha256:lib', files: library }),
  })
  const found = await modules.forConfig('shop', resources, 'api', config)
  expect(found.problem).toBeUndefined()
  const [own] = found.modules
  expect(own?.dependencies).toEqual([{ path: 'base.example/lib', version: 'v1.2.0' }])
  expect(own?.sources.files['cue.mod/pkg/base.example/lib/lib.cue']).toBe(library['lib.cue'])
  const described = await modules.fetch('shop', module, module.commit)
  expect(described.ok && described.value.sources).toEqual(own?.sources)
  const frozen = await modules.frozen('shop', own === undefined ? [] : [frozenModule(own)])
  expect(frozen.ok && frozen.value).toEqual([own?.sources])
})

it('reports an unavailable dependency at its line of module.cue, and keeps the module in the catalog', async () => {
  const away = err(problem('unreachable', 'The registry is away'))
  const { modules, module, resources } = await projectWith({ moduleFile: async () => away, files: async () => away })
  const found = await modules.forConfig('shop', resources, 'api', config)
  expect(found.problem?.findings).toMatchObject([
    {
      code: 'module-unreachable',
      message: 'Module shop.example/adapters: The registry is away',
      place: { document: 'shop.example/adapters/cue.mod/module.cue', line: 2, column: 7 },
    },
  ])
  const described = await modules.fetch('shop', module, module.commit)
  expect(described.ok && described.value.sources.files).toEqual(kept)
})
