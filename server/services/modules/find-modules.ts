import {
  declaredPath,
  directoryOf,
  holdsPackage,
  localRevision,
  type FoundModule,
} from '#domain/adapters/modules/found-module.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { builtinModule, moduleAddress, type ModuleAddress } from '#domain/adapters/modules/module-address.ts'
import type { QvsConfig, QvsModule } from '#domain/adapters/qvs-config/qvs-config.ts'
import { nearestName } from '#domain/line/nearest-name.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { ModuleCredential, ModuleRegistry, ModuleRepositories } from '../../ports/modules.ts'
import { withRegistryDependencies } from './registry-dependencies.ts'

/** Where the modules of a QVS Config may come from. */
export interface ModuleSurroundings {
  readonly repositories: ModuleRepositories
  readonly registry: ModuleRegistry
  /** The module that needs no entry. */
  readonly builtin: ModuleSources
  /** Reads the module in a folder, whose path is relative to the QVS Config's own folder. */
  readonly readFolder: (path: string) => Promise<Result<ModuleSources, Problem>>
  readonly credentialFor: (address: ModuleAddress, module: QvsModule) => Promise<ModuleCredential | undefined>
  /** Modules that replace those with the same path, wherever the QVS Config takes them from. */
  readonly insteadOf?: readonly ModuleSources[]
  /** Commits chosen earlier, by `pinKey`, so that revisions are not resolved again. */
  readonly pins?: ReadonlyMap<string, string>
}

/** The available modules of a QVS Config, and findings about the others. */
export interface FoundModules {
  readonly modules: readonly FoundModule[]
  readonly problem?: Problem
}

/** Key of a revision of a module's repository, under which its commit is remembered. */
export function pinKey({ url, directory }: ModuleAddress, revision: string): string {
  return `${url}#${directory}@${revision}`
}

/**
 * Finds all modules of a QVS Config in parallel, in its order, with the built-in one last. The problem has a finding
 * for each unavailable entry and for each adapter without a module, with its place in the QVS Config.
 */
export async function findModules(config: QvsConfig, surroundings: ModuleSurroundings): Promise<FoundModules> {
  const stand = (surroundings.insteadOf ?? []).map((sources): FoundModule => {
    const path = declaredPath(sources) ?? ''
    return { from: 'folder', name: path, path, revision: localRevision, sources }
  })
  const entries = config.modules.filter((entry) => !isReplaced(entry, config, stand))
  const answers = await Promise.all(entries.map((entry) => findOne(entry, surroundings)))
  const others = answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
  // A module's own path is only known once it has been read.
  const found = [...stand, ...others.filter(({ path }) => !stand.some((module) => module.path === path))]
  const findings = answers.flatMap((answer, index) => {
    const entry = entries[index]
    return answer.ok || entry === undefined ? [] : [entryFinding(answer.error, entry)]
  })
  if (!found.some(({ path }) => path === builtinModule)) found.push(builtin(surroundings.builtin))
  if (findings.length === 0) findings.push(...missingAdapters(config, found))
  const patterns = config.designPatterns.map(({ pattern }) => pattern)
  const { modules, findings: more } = await withRegistryDependencies(found, surroundings.registry, patterns)
  findings.push(...more)
  const [first] = findings
  if (first === undefined) return { modules }
  const cause = answers.find((answer) => !answer.ok)
  return {
    modules,
    problem: problem(cause?.ok === false ? cause.error.code : 'not-found', first.message, {
      findings,
      place: first.place,
      ...(first.fix === undefined ? {} : { fix: first.fix }),
      ...(cause?.ok === false && cause.error.detail !== undefined ? { detail: cause.error.detail } : {}),
    }),
  }
}

/** The built-in module, which is found without an entry. */
function builtin(sources: ModuleSources): FoundModule {
  return { from: 'builtin', name: builtinModule, path: builtinModule, revision: 'builtin', sources }
}

async function findOne(entry: QvsModule, surroundings: ModuleSurroundings): Promise<Result<FoundModule, Problem>> {
  const { name, source } = entry
  if (source.kind === 'local') {
    const read = await surroundings.readFolder(source.path)
    return read.ok ? named(read.value, { from: 'folder', name, revision: localRevision }) : read
  }
  if (name === builtinModule && source.kind === 'revision') return ok(builtin(surroundings.builtin))
  const wanted = moduleAddress(entry)
  if (wanted === undefined) return err(problem('internal', say`The module ${name} has no address`))
  const { address, revision } = wanted
  const credential = await surroundings.credentialFor(address, entry)
  const known = surroundings.pins?.get(pinKey(address, revision))
  const commit = known === undefined ? await surroundings.repositories.pin(address, revision, credential) : ok(known)
  if (!commit.ok) return commit
  const sources = await surroundings.repositories.fetch(address, commit.value, credential)
  if (!sources.ok) return sources
  return named(sources.value, { from: 'git', name, revision, ...address, commit: commit.value })
}

function named(sources: ModuleSources, module: Omit<FoundModule, 'path' | 'sources'>): Result<FoundModule, Problem> {
  const path = declaredPath(sources)
  if (path !== undefined) return ok({ ...module, path, sources })
  return err(
    problem('not-found', say`The module ${module.name} does not say its path in cue.mod/module.cue`, {
      fix: say`Write module: "<host>/<path>" there`,
    }),
  )
}

/**
 * Whether an entry need not be fetched: a replacement is that module, or it is in Git and nothing that replaces or is
 * used needs it.
 */
function isReplaced(entry: QvsModule, config: QvsConfig, stand: readonly FoundModule[]): boolean {
  if (stand.length === 0) return false
  if (entry.source.kind === 'local') return stand.some(({ path }) => path === entry.name)
  const url = moduleAddress(entry)?.address.url
  function is(path: string): boolean {
    return (
      path === entry.name ||
      moduleAddress({ ...entry, name: path, source: { kind: 'revision', revision: '' } })?.address.url === url
    )
  }
  if (stand.some(({ path }) => is(path))) return true
  const isUsed = config.designPatterns.some(
    ({ pattern }) => !stand.some((module) => holdsPackage(module, pattern)) && !pattern.startsWith(builtinModule),
  )
  const isImported = stand.some(({ sources }) =>
    Object.values(sources.files).some((text) => text.includes(`"${entry.name}/`)),
  )
  return !isUsed && !isImported
}

function entryFinding(error: Problem, { name, at }: QvsModule): Finding {
  return {
    severity: 'error',
    code: `module-${error.code}`,
    message: `Module ${name}: ${error.message}`,
    args: { module: name, reason: error.message },
    place: { line: at.line, column: at.column, path: 'modules' },
    ...(error.fix === undefined ? {} : { fix: error.fix }),
  }
}

/** Adapters whose import path belongs to no module: usually somebody wrote a repository's name instead of the path. */
function missingAdapters(config: QvsConfig, found: readonly FoundModule[]): Finding[] {
  return config.designPatterns.flatMap((entry, index): Finding[] => {
    if (found.some((module) => holdsPackage(module, entry.pattern))) return []
    const directory = directoryOf(entry.pattern)
    const meant = found.find(
      ({ name, path }) => name !== path && (directory === name || directory.startsWith(`${name}/`)),
    )
    const paths = found.map(({ path }) => path)
    const near = nearestName(
      directory.split('/').slice(0, 3).join('/'),
      paths.map((path) => path.split('/').slice(0, 3).join('/')),
    )
    const message =
      meant === undefined
        ? `No module has the adapter ${entry.pattern}; there are ${paths.join(', ')}`
        : `No module has the adapter ${entry.pattern}: the module ${meant.name} calls itself ${meant.path}`
    const fix =
      meant === undefined
        ? near === undefined
          ? 'Add the module that holds it to modules'
          : `Did you mean an adapter of ${paths.find((path) => path.startsWith(near)) ?? near}?`
        : `Write ${meant.path}${entry.pattern.slice(meant.name.length)}`
    return [
      {
        severity: 'error',
        code: 'module-without-adapter',
        message,
        args: { pattern: entry.pattern, modules: paths.join(', ') },
        fix,
        place: { line: entry.at.line, column: entry.at.column, path: `designPatterns[${index}].pattern` },
      },
    ]
  })
}
