import { dirname, resolve } from 'node:path'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { declaredPath, heldPart } from '#domain/adapters/modules/found-module.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig, type QvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { problem, type Finding } from '#domain/problem.ts'
import { readModuleFolder } from '#server/node/modules/module-folder.ts'
import { findModules } from '#server/services/modules/find-modules.ts'
import { readInput } from '../read-input.ts'
import { CommandFailure } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { placeWithFile, type ModulePlaces } from './places.ts'
import { credentialOf, openModules, openRegistryModules } from './module-options.ts'

/** A QVS Config with its modules, ready to compile. */
export interface LoadedProject extends ModulePlaces {
  readonly file: string
  readonly config: QvsConfig
  readonly modules: readonly FoundModule[]
  readonly warnings: readonly Finding[]
}

export interface ProjectOptions {
  readonly config: string
  readonly 'module-root': readonly string[]
  readonly refresh: boolean
}

/** Reads the QVS Config and finds its modules. Throws all errors of both at once, with those that `alsoWrong` finds for the modules that exist. */
export async function loadProject(
  terminal: Terminal,
  options: ProjectOptions,
  alsoWrong: (project: LoadedProject) => Promise<readonly Finding[]> = () => Promise.resolve([]),
): Promise<LoadedProject> {
  const file = resolve(terminal.cwd, options.config)
  const text = await readInput(terminal, options.config)
  const { config, findings } = parseQvsConfig(text)
  const folders = new Map<string, string>()
  const roots = await Promise.all(
    options['module-root'].map((folder) => readRoot(resolve(terminal.cwd, folder), folders)),
  )
  const credential = await credentialOf(terminal.env)
  const found = await findModules(config, {
    repositories: openModules(terminal, options.refresh),
    registry: openRegistryModules(terminal),
    builtin: await readModule(builtinModuleDirectory),
    insteadOf: roots,
    credentialFor: () => Promise.resolve(credential),
    async readFolder(path) {
      const folder = resolve(dirname(file), path)
      const read = await readModuleFolder(folder)
      if (read.ok) note(folders, read.value, folder)
      return read
    },
  })
  const project = { file, config, modules: found.modules, folders, warnings: findings }
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (found.problem === undefined && errors.length === 0) return project
  const held = heldPart(config, found.modules)
  // An empty or unparsable text says nothing about modules.
  const isBroken = errors.some(({ code }) => code === 'qvs-yaml' || code === 'qvs-empty' || code === 'qvs-no-config')
  const more = isBroken ? [] : await alsoWrong({ ...project, config: held.config })
  // Without its entry, no adapters can be looked up in a module.
  const lacksEntry = isBroken || errors.some(({ place }) => place.path?.startsWith('modules') === true)
  const ofModules = (found.problem?.findings ?? [])
    .filter(({ code }) => !lacksEntry || code !== 'module-without-adapter')
    .map((one) => ({ ...withFolder(one), place: placeWithFile(one.place, project) }))
  const all = [...findings, ...ofModules, ...more.map(held.whole)]
  const first = all.find(({ severity }) => severity === 'error')
  throw new CommandFailure(
    problem('invalid-document', first?.message ?? 'The QVS Config cannot be used', {
      findings: all,
      ...(first === undefined ? {} : { place: first.place }),
      ...(found.problem?.detail === undefined ? {} : { detail: found.problem.detail }),
    }),
    file,
  )
}

/** Extends the fix of an unreachable module: it may also come from a local folder. */
function withFolder(finding: Finding): Finding {
  const { code, fix } = finding
  if (code !== 'module-unreachable' || fix === undefined) return finding
  return { ...finding, fix: `${fix}, or take the module from a folder with --module-root` }
}

async function readRoot(folder: string, folders: Map<string, string>): Promise<ModuleSources> {
  const read = await readModuleFolder(folder)
  if (!read.ok) throw new CommandFailure(read.error)
  if (declaredPath(read.value) === undefined)
    throw new CommandFailure(
      problem('invalid-document', 'The module does not say its path', {
        fix: 'Write module: "<host>/<path>"',
        place: { document: `${folder}/cue.mod/module.cue`, line: 1, column: 1 },
      }),
    )
  note(folders, read.value, folder)
  return read.value
}

function note(folders: Map<string, string>, sources: ModuleSources, folder: string): void {
  const path = declaredPath(sources)
  if (path !== undefined && !folders.has(path)) folders.set(path, folder)
}
