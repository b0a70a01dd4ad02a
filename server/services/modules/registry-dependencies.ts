import {
  compareVersions,
  declaredDependencies,
  dependenciesIn,
  majorOf,
  moduleFile,
  vendoredFolder,
  type DeclaredDependency,
  type ModuleVersion,
} from '#domain/adapters/modules/declared-dependencies.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { directoryOf, type FoundModule } from '#domain/adapters/modules/found-module.ts'
import { importsOf, packageName } from '#domain/cue/imports.ts'
import { logicalFolder, packageOf, packagePaths } from '#domain/cue/packages.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { problem, type Finding, type Place, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say } from '#domain/sentence.ts'
import type { ModuleRegistry } from '../../ports/modules.ts'

/** A chosen version, and the module's line that requires it. */
interface Chosen extends ModuleVersion {
  readonly isDefault: boolean
  readonly root: number
  readonly at: DeclaredDependency
}

/** A problem with a dependency, and the line that requires it. */
interface Failure {
  readonly error: Problem
  readonly root: number
  readonly at: DeclaredDependency
}

/**
 * Adds what modules import from CUE's registry, as if they had vendored it. Only fetches what `patterns` need, or
 * without them what any package needs, and nothing that a module has vendored or another module contains. Of each
 * dependency it takes the lowest version that all requirements accept.
 */
export async function withRegistryDependencies(
  modules: readonly FoundModule[],
  registry: ModuleRegistry,
  patterns?: readonly string[],
): Promise<{ readonly modules: readonly FoundModule[]; readonly findings: readonly Finding[] }> {
  if (modules.every(({ sources }) => declaredDependencies(sources).length === 0)) return { modules, findings: [] }
  const { taken, failures } = await fetchImported(modules, registry, patterns)
  const complete = await Promise.all(
    modules.map(async (module, index) => {
      const own = taken.filter(({ root }) => root === index)
      const dependencies = own.map(({ path, version }): ModuleVersion => ({ path, version }))
      const sources = await vendored(module.sources, dependencies, registry)
      return own.length === 0 || !sources.ok ? module : { ...module, dependencies, sources: sources.value }
    }),
  )
  return { modules: complete, findings: failures.map((failure) => findingOf(failure, modules)) }
}

/** Follows imports from `patterns`, or from every package, and fetches what no module contains. */
async function fetchImported(
  modules: readonly FoundModule[],
  registry: ModuleRegistry,
  patterns: readonly string[] | undefined,
): Promise<{ readonly taken: readonly Chosen[]; readonly failures: readonly Failure[] }> {
  const all = modules.flatMap(({ path, sources }) => logicalFiles(path, sources.files))
  const folders = new Map<string, string[]>()
  addFiles(folders, all)
  const taken = new Map<string, Chosen>()
  const failures = new Map<string, Failure>()
  let versions: Result<readonly Chosen[], Failure> | undefined
  const seen = new Set<string>()
  const queue = [...(patterns ?? packagePaths(Object.fromEntries(all)))]
  for (let wanted = queue.pop(); wanted !== undefined; wanted = queue.pop()) {
    if (seen.has(wanted)) continue
    seen.add(wanted)
    let imports = importsOfPackage(folders, wanted)
    if (imports === undefined) {
      versions ??= await chooseVersions(modules, registry)
      if (!versions.ok) {
        failures.set('', versions.error)
        break
      }
      const chosen = versionFor(wanted, versions.value)
      if (chosen === undefined || failures.has(chosen.path) || taken.get(chosen.path) === chosen) continue
      const fetched = taken.has(chosen.path) ? err(twoMajors(chosen)) : await registry.files(chosen)
      if (!fetched.ok) failures.set(chosen.path, { error: fetched.error, root: chosen.root, at: chosen.at })
      else {
        taken.set(chosen.path, chosen)
        addFiles(folders, logicalFiles(chosen.path, fetched.value.files))
        imports = importsOfPackage(folders, wanted)
      }
    }
    queue.push(...(imports ?? []))
  }
  return { taken: [...taken.values()], failures: [...failures.values()] }
}

/** A module with these versions added below `cue.mod/pkg`. */
export async function vendored(
  sources: ModuleSources,
  dependencies: readonly ModuleVersion[],
  registry: ModuleRegistry,
): Promise<Result<ModuleSources, Problem>> {
  if (dependencies.length === 0) return ok(sources)
  const files: Record<string, string> = { ...sources.files }
  const digests: Record<string, string> = { '': sources.digest }
  for (const { path, version } of dependencies) {
    const fetched = await registry.files({ path, version })
    if (!fetched.ok) return fetched
    digests[path] = fetched.value.digest
    for (const [file, text] of Object.entries(fetched.value.files)) files[`${vendoredFolder(path)}/${file}`] ??= text
  }
  return ok({ digest: sourcesDigest(digests), files })
}

/** Minimal version selection: follows all requirements, and takes the highest required version of each major. */
async function chooseVersions(
  modules: readonly FoundModule[],
  registry: ModuleRegistry,
): Promise<Result<readonly Chosen[], Failure>> {
  const chosen = new Map<string, Chosen>()
  const read = new Set<string>()
  const queue = modules.flatMap(({ sources }, root) =>
    declaredDependencies(sources).map((at): Chosen => ({ ...at, root, at })),
  )
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const key = `${next.path}@${majorOf(next.version)}`
    const before = chosen.get(key)
    if (before === undefined || compareVersions(next.version, before.version) > 0) chosen.set(key, next)
    const version = `${next.path}@${next.version}`
    if (read.has(version)) continue
    read.add(version)
    const text = await registry.moduleFile(next)
    if (!text.ok) return err({ error: text.error, root: next.root, at: next.at })
    const { root, at } = next
    queue.push(...dependenciesIn(text.value).map((dependency): Chosen => ({ ...dependency, root, at })))
  }
  return ok([...chosen.values()])
}

/**
 * The module that contains a package: the longest matching path, of the major version that the import names, or the
 * default one.
 */
function versionFor(importPath: string, versions: readonly Chosen[]): Chosen | undefined {
  const directory = directoryOf(importPath)
  const major = /@(v\d+)/.exec(importPath)?.[1]
  const [first] = versions
    .filter(({ path }) => directory === path || directory.startsWith(`${path}/`))
    .filter(({ version }) => major === undefined || majorOf(version) === major)
    .toSorted((a, b) => b.path.length - a.path.length || Number(b.isDefault) - Number(a.isDefault))
  return first
}

function twoMajors({ path }: ModuleVersion): Problem {
  return problem('unsupported', say`Two major versions of ${path} are imported; one of them can be used`)
}

/** CUE files by import path of their folder, with their own path behind it. */
function logicalFiles(path: string, files: Readonly<Record<string, string>>): (readonly [string, string])[] {
  return Object.entries(files).flatMap(([file, text]) =>
    file.endsWith('.cue') && file !== moduleFile ? [[`${path}/${file}`, text] as const] : [],
  )
}

/** Adds the texts of files to their folders, by import path. */
function addFiles(folders: Map<string, string[]>, files: readonly (readonly [string, string])[]): void {
  for (const [file, text] of files) {
    const folder = logicalFolder(file)
    const texts = folders.get(folder)
    if (texts === undefined) folders.set(folder, [text])
    else texts.push(text)
  }
}

/** The imports of a package's files; undefined if it has no files. */
function importsOfPackage(
  folders: ReadonlyMap<string, readonly string[]>,
  importPath: string,
): readonly string[] | undefined {
  const name = packageName(importPath)
  const texts = (folders.get(directoryOf(importPath)) ?? []).filter((text) => packageOf(text) === name)
  return texts.length === 0 ? undefined : texts.flatMap(importPathsIn)
}

/** The packages that a file imports, without CUE's own. Only reads up to the first field. */
function importPathsIn(text: string): readonly string[] {
  const head = /^[\s\S]*?(?=^[\w#$"]+[?!]?\s*:)/m.exec(text)?.[0] ?? text
  return importsOf(head).flatMap(({ path }) => (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(path) ? [path] : []))
}

function findingOf({ error, root, at }: Failure, modules: readonly FoundModule[]): Finding {
  const path = modules[root]?.path ?? ''
  const place: Place = { document: `${path}/${moduleFile}`, line: at.line, column: at.column }
  return {
    severity: 'error',
    code: `module-${error.code}`,
    message: `Module ${path}: ${error.message}`,
    args: { module: path, reason: error.message },
    place,
    ...(error.fix === undefined ? {} : { fix: error.fix }),
  }
}
