import { resolve } from 'node:path'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { declaredPath, type FoundModule } from '#domain/adapters/modules/found-module.ts'
import { builtinModule } from '#domain/adapters/modules/module-address.ts'
import type { QvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { problem } from '#domain/problem.ts'
import { readModuleFolder } from '#server/node/modules/module-folder.ts'
import { findModules } from '#server/services/modules/find-modules.ts'
import { withRegistryDependencies } from '#server/services/modules/registry-dependencies.ts'
import { UsageError } from '../parse-arguments.ts'
import { CommandFailure } from '../report.ts'
import type { Terminal } from '../terminal.ts'
import { loadProject } from './load-project.ts'
import { credentialOf, moduleOptions, openModules, openRegistryModules } from './module-options.ts'

/** Options of commands that work on modules without a QVS Config. */
export const namedModuleOptions = {
  module: {
    short: 'm',
    value: 'NAME@REVISION',
    repeatable: true,
    summary: 'A module from Git, such as github.com/qmonus/official-cloud-native-adapters@v0.52.3',
  },
  config: { short: 'c', value: 'FILE', completes: 'file', summary: 'The modules that this QVS Config names' },
  ...moduleOptions,
} as const

export interface NamedModuleOptions {
  readonly module: readonly string[]
  readonly config: string | undefined
  readonly 'module-root': readonly string[]
  readonly refresh: boolean
}

/** Loads the modules that options name: folders first, then Git, then those of the QVS Config; the built-in one if there are none. */
export async function loadNamedModules(
  terminal: Terminal,
  options: NamedModuleOptions,
): Promise<readonly FoundModule[]> {
  const folders = await Promise.all(
    options['module-root'].map(async (folder): Promise<FoundModule> => {
      const read = await readModuleFolder(resolve(terminal.cwd, folder))
      if (!read.ok) throw new CommandFailure(read.error)
      const path = declaredPath(read.value) ?? ''
      return { from: 'folder', name: path, path, revision: 'local', sources: read.value }
    }),
  )
  const git = await fetchModules(terminal, options.module, options.refresh)
  const ofConfig =
    options.config === undefined ? [] : (await loadProject(terminal, { ...options, config: options.config })).modules
  const isNamed = folders.length > 0 || options.module.length > 0
  const all = [...folders, ...git.filter((module) => !(isNamed && isBuiltin(module))), ...ofConfig]
  return all.filter((module, index) => all.findIndex(({ path }) => path === module.path) === index)
}

/** Fetches modules given as `NAME@REVISION`, followed by the built-in one. */
export async function fetchModules(
  terminal: Terminal,
  names: readonly string[],
  refresh: boolean,
): Promise<readonly FoundModule[]> {
  const credential = await credentialOf(terminal.env)
  const config: QvsConfig = {
    params: [],
    designPatterns: [],
    modules: names.map((text) => {
      const at = text.lastIndexOf('@')
      if (at <= 0 || at === text.length - 1)
        throw new UsageError(
          `"${text}" names no revision`,
          `Write ${text.replace(/@$/, '')}@REVISION: a branch, a tag or a commit`,
        )
      return {
        name: text.slice(0, at),
        source: { kind: 'revision', revision: text.slice(at + 1) },
        at: { line: 1, column: 1 },
      }
    }),
  }
  const registry = openRegistryModules(terminal)
  const found = await findModules(config, {
    repositories: openModules(terminal, refresh),
    registry,
    builtin: await readModule(builtinModuleDirectory),
    credentialFor: () => Promise.resolve(credential),
    readFolder: () => Promise.resolve({ ok: false, error: problem('internal', 'No folder was named') }),
  })
  if (found.problem === undefined) {
    // Adapters with missing dependencies report that themselves; the others work.
    const complete = await withRegistryDependencies(found.modules, registry)
    for (const { message } of complete.findings) terminal.err(`linewright: warning: ${message}\n`)
    return complete.modules
  }
  // No document here could give a line.
  const findings = (found.problem.findings ?? []).map((finding) => ({ ...finding, place: {} }))
  throw new CommandFailure({ ...found.problem, findings, place: {} })
}

/** Whether a module is the built-in one. */
export function isBuiltin({ path, from }: FoundModule): boolean {
  return path === builtinModule && from === 'builtin'
}
