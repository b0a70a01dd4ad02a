import { z } from 'zod'
import type { ModuleSources } from '../kernel/kernel.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'
import type { ModuleVersion } from './declared-dependencies.ts'
import type { Finding } from '../../problem.ts'

/** The revision of a module in a folder beside the QVS Config. */
export const localRevision = 'local'

/** A module of the project: its name and revision as a QVS Config writes them, and its files. */
export interface NamedModule {
  readonly name: string
  readonly revision: string
  readonly sources: ModuleSources
}

/** A module that a QVS Config names, with its files, source and commit. */
export interface FoundModule extends NamedModule {
  readonly from: 'builtin' | 'folder' | 'git'
  /** The path in the module's own declaration; its import paths start with it. */
  readonly path: string
  /** Repository, folder and commit of a module from Git; `revision` is the one the QVS Config asks for. */
  readonly url?: string
  readonly directory?: string
  readonly commit?: string
  /** The tag's commit when it was first looked up, if the tag has moved since. */
  readonly before?: string
  /** Modules of CUE's registry that its sources include besides its own files. */
  readonly dependencies?: readonly ModuleVersion[]
  /** The key under which its files are stored by content, for a module that cannot be fetched again. */
  readonly kept?: string
}

/** A module as a run froze it: everything needed to fetch it again and compile the same result. */
export const frozenModuleSchema = z.object({
  name: z.string(),
  revision: z.string(),
  digest: z.string(),
  url: z.string().optional(),
  directory: z.string().optional(),
  commit: z.string().optional(),
  dependencies: z.array(z.object({ path: z.string(), version: z.string() })).optional(),
  /** Digest of the text with the module's files, among the snapshots; needed because the built-in module changes with the platform's version. */
  kept: z.string().optional(),
})
export type FrozenModule = z.infer<typeof frozenModuleSchema>

/** Returns the part of a module that a snapshot keeps. */
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

/** The path that a module declares in `cue.mod/module.cue`; undefined if there is none. */
export function declaredPath({ files }: Pick<ModuleSources, 'files'>): string | undefined {
  return /^\s*(?:module|"module"):\s*"([^"@]+)/m.exec(files['cue.mod/module.cue'] ?? '')?.[1]
}

/**
 * Import path of the adapter (`DesignPattern`) that a file contributes to, judged without evaluating it; undefined for other files. `path` is the
 * module's declared path, `file` is relative to its root.
 */
export function adapterOfFile(path: string, file: string, text: string): string | undefined {
  const isPart = file.endsWith('.cue') && !/(^|\/)(cue\.mod\/|[_.][^/]*$)|_tool\.cue$/.test(file)
  const name = isPart ? /^\uFEFF?package\s+([\p{L}\p{N}_#$]+)/mu.exec(text)?.[1] : undefined
  if (name === undefined || !/^DesignPattern\s*:/m.test(text)) return undefined
  const directory = [path, ...file.split('/').slice(0, -1)].join('/')
  return directory.endsWith(`/${name}`) ? directory : `${directory}:${name}`
}

/** Import paths of a module's adapters, judged without evaluating it. */
export function adaptersOf(sources: ModuleSources | undefined): readonly string[] {
  if (sources === undefined) return []
  const path = declaredPath(sources) ?? ''
  const found = Object.entries(sources.files).flatMap(([file, text]) => adapterOfFile(path, file, text) ?? [])
  return [...new Set(found)].sort()
}

/** Number of adapters described per request; requests in the same batches can reuse the catalog's cached answers. */
export const describedAtOnce = 4

/** Whether a module contains the package of an import path, its own or vendored below `cue.mod`. */
export function holdsPackage(module: Pick<FoundModule, 'path' | 'sources'>, importPath: string): boolean {
  const directory = directoryOf(importPath)
  if (directory === module.path || directory.startsWith(`${module.path}/`)) return true
  const vendored = ['pkg', 'gen', 'usr'].map((kind) => `cue.mod/${kind}/${directory}/`)
  return Object.keys(module.sources.files).some((file) => vendored.some((start) => file.startsWith(start)))
}

/** The part of a QVS Config whose adapters are in the modules; `whole` maps the path of a finding back to the complete config. */
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

/** Directory of an import path, without the package name after `:` and without a major version. */
export function directoryOf(importPath: string): string {
  return importPath
    .trim()
    .replace(/:[^/:]*$/, '')
    .replace(/@[^/]*/, '')
}
