import { z } from 'zod'
import type { ModuleSources } from '../kernel/kernel.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'
import type { ModuleVersion } from './declared-dependencies.ts'
import type { Finding } from '../../problem.ts'

/** The revision of a module that lies beside the QVS Config. */
export const localRevision = 'local'

/** A module as the project knows it: the name and revision that a QVS Config writes, and its files. */
export interface NamedModule {
  readonly name: string
  readonly revision: string
  readonly sources: ModuleSources
}

/** A module that a QVS Config names, with its files: where it came from and at which commit. */
export interface FoundModule extends NamedModule {
  readonly from: 'builtin' | 'folder' | 'git'
  /** Path that the module itself declares, which import paths begin with. */
  readonly path: string
  /** Repository, folder in it and commit of a module from Git; `revision` is what the QVS Config asked for. */
  readonly url?: string
  readonly directory?: string
  readonly commit?: string
  /** What the tag stood for when it was first looked up; it was moved since. */
  readonly before?: string
  /** What of CUE's registry its sources hold besides its own files. */
  readonly dependencies?: readonly ModuleVersion[]
  /** Where its files are kept by what they say, for a module that cannot be fetched again. */
  readonly kept?: string
}

/** A module as a run froze it: what has to be fetched again to compile the same. */
export const frozenModuleSchema = z.object({
  name: z.string(),
  revision: z.string(),
  digest: z.string(),
  url: z.string().optional(),
  directory: z.string().optional(),
  commit: z.string().optional(),
  dependencies: z.array(z.object({ path: z.string(), version: z.string() })).optional(),
  /** Digest of the text that holds its files, among the snapshots: the built-in module changes with the version of the platform. */
  kept: z.string().optional(),
})
export type FrozenModule = z.infer<typeof frozenModuleSchema>

/** What of a module a snapshot keeps. */
export function frozenModule(module: FoundModule): FrozenModule {
  const { name, revision, sources, url, directory, commit, dependencies, kept } = module
  return {
    name,
    revision,
    digest: sources.digest,
    ...(url === undefined ? {} : { url }),
    ...(directory === undefined ? {} : { directory }),
    ...(commit === undefined ? {} : { commit }),
    ...(dependencies === undefined ? {} : { dependencies: [...dependencies] }),
    ...(kept === undefined ? {} : { kept }),
  }
}

/** The path that a module declares in `cue.mod/module.cue`; undefined where there is none. */
export function declaredPath({ files }: Pick<ModuleSources, 'files'>): string | undefined {
  return /^\s*(?:module|"module"):\s*"([^"@]+)/m.exec(files['cue.mod/module.cue'] ?? '')?.[1]
}

/**
 * Import path of the package that a file brings a `DesignPattern` to, as far as can be told without evaluating it; undefined for other files.
 * `path` is what the module declares, `file` stands below its root.
 */
export function adapterOfFile(path: string, file: string, text: string): string | undefined {
  const isPart = file.endsWith('.cue') && !/(^|\/)(cue\.mod\/|[_.][^/]*$)|_tool\.cue$/.test(file)
  const name = isPart ? /^\uFEFF?package\s+([\p{L}\p{N}_#$]+)/mu.exec(text)?.[1] : undefined
  if (name === undefined || !/^DesignPattern\s*:/m.test(text)) return undefined
  const directory = [path, ...file.split('/').slice(0, -1)].join('/')
  return directory.endsWith(`/${name}`) ? directory : `${directory}:${name}`
}

/** Import paths of the adapters of a module, as far as can be told without evaluating it. */
export function adaptersOf(sources: ModuleSources | undefined): readonly string[] {
  if (sources === undefined) return []
  const path = declaredPath(sources) ?? ''
  const found = Object.entries(sources.files).flatMap(([file, text]) => adapterOfFile(path, file, text) ?? [])
  return [...new Set(found)].sort()
}

/** How many adapters are asked for together; whoever asks by these parts has the answers kept that the whole catalog asks for. */
export const describedAtOnce = 4

/** Whether a module has files of the package that an import path names, its own or vendored below `cue.mod`. */
export function holdsPackage(module: Pick<FoundModule, 'path' | 'sources'>, importPath: string): boolean {
  const directory = directoryOf(importPath)
  if (directory === module.path || directory.startsWith(`${module.path}/`)) return true
  const vendored = ['pkg', 'gen', 'usr'].map((kind) => `cue.mod/${kind}/${directory}/`)
  return Object.keys(module.sources.files).some((file) => vendored.some((start) => file.startsWith(start)))
}

/** The part of a QVS Config whose adapters modules hold; `whole` gives findings about it the path that they have in the whole. */
export function heldPart(config: QvsConfig, modules: readonly FoundModule[]) {
  const held = config.designPatterns
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => modules.some((module) => holdsPackage(module, entry.pattern)))
  function whole(finding: Finding): Finding {
    const path = finding.place.path?.replace(
      /^designPatterns\[(\d+)\]/,
      (_, at: string) => `designPatterns[${held[Number(at)]?.index ?? at}]`,
    )
    return path === undefined ? finding : { ...finding, place: { ...finding.place, path } }
  }
  return { config: { ...config, designPatterns: held.map(({ entry }) => entry) }, whole }
}

/** Directory of an import path: without the package name behind `:` and without a major version. */
export function directoryOf(importPath: string): string {
  return importPath
    .trim()
    .replace(/:[^/:]*$/, '')
    .replace(/@[^/]*/, '')
}
