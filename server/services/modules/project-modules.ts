import { declaredPath, type FoundModule, type FrozenModule } from '#domain/adapters/modules/found-module.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { isPicturePath } from '#domain/adapters/catalog/picture.ts'
import type { ModuleAddress } from '#domain/adapters/modules/module-address.ts'
import { moduleSlug, type ModuleSource, type ProjectModule } from '#domain/adapters/modules/project-module.ts'
import type { QvsConfig, QvsModule } from '#domain/adapters/qvs-config/qvs-config.ts'
import { documentId } from '#domain/documents.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { ProjectResources } from '#domain/project-documents.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { z } from 'zod'
import type { Ports } from '../../ports.ts'
import type { ModuleCredential } from '../../ports/modules.ts'
import { cloneUrlOf } from '../repositories/clone-url.ts'
import { findModules, type FoundModules, pinKey } from './find-modules.ts'
import { createKeptBuiltin } from './kept-builtin.ts'
import { moduleRepositoriesOf } from './module-repositories.ts'
import { vendored, withRegistryDependencies } from './registry-dependencies.ts'
import { type GitHome, gitHomeOf } from './qvs-configs.ts'

type Resources = Pick<ProjectResources, 'modules' | 'applications' | 'repositories'>

/** A module of the catalog with its files, or the reason why they are unavailable. */
export interface CatalogModule {
  readonly document?: string
  readonly entry?: ProjectModule
  readonly found: Result<FoundModule, Problem>
}

export interface ProjectModules {
  /** The modules that an application's QVS Config names, with the built-in one last. */
  forConfig(
    project: string,
    resources: Resources,
    application: string,
    config: QvsConfig,
    /** Modules that replace those with the same path. */
    insteadOf?: readonly ModuleSources[],
  ): Promise<FoundModules>
  /** Stores the built-in module's files, before a run begins that will compile them again. */
  keepBuiltin(): Promise<void>
  /** The files that a run has frozen. */
  frozen(project: string, modules: readonly FrozenModule[]): Promise<Result<readonly ModuleSources[], Problem>>
  /** The modules in the project's catalog: the built-in one, then those that were added. */
  catalog(project: string, resources: Resources): Promise<readonly CatalogModule[]>
  /** A module at a revision, or at a known commit. */
  fetch(
    project: string,
    module: Pick<ProjectModule, 'source' | 'revision' | 'credential'> & { readonly name?: string },
    commit?: string,
  ): Promise<Result<FoundModule, Problem>>
  /** A picture in one of these modules, by its path including the module's. */
  picture(
    project: string,
    modules: readonly CatalogModule[],
    path: string,
  ): Promise<Result<Uint8Array | undefined, Problem>>
  addressOf(project: string, source: ModuleSource): ModuleAddress
  credential(project: string, reference: ProjectModule['credential']): Promise<ModuleCredential | undefined>
}

interface ModuleFolder {
  readonly address: ModuleAddress
  readonly commit: string
  readonly sources: ModuleSources
}

const filesSchema = z.record(z.string(), z.string())
// Milliseconds that a branch of an external repository is assumed to stay at its last known commit.
const branchLasts = 60_000

export function createProjectModules(ports: Ports): ProjectModules {
  const builtin = createKeptBuiltin(ports)
  const seen = new Map<string, { readonly commit: string; readonly until: number }>()

  function addressOf(project: string, source: ModuleSource): ModuleAddress {
    const url = source.kind === 'git' ? source.url : cloneUrlOf(ports, project, source.repository)
    return { url, directory: source.directory }
  }

  async function credential(
    project: string,
    reference: ProjectModule['credential'],
  ): Promise<ModuleCredential | undefined> {
    if (reference === undefined) return undefined
    const { kind, environment, key } = reference
    const value = await ports.secrets.reveal({ project, environment, key })
    if (value === undefined) return undefined
    return kind === 'token' ? { token: value } : { sshKey: value }
  }

  /** A module in the repository of a QVS Config, at the newest commit. */
  async function folderBeside(
    project: string,
    home: GitHome | undefined,
    path: string,
  ): Promise<Result<ModuleFolder, Problem>> {
    if (home === undefined)
      return err(
        problem('unsupported', say`The module in ${path} lies beside the QVS Config, which is in no repository here`, {
          fix: say`Keep the QVS Config in a repository that the platform hosts, or name the module by revision`,
        }),
      )
    const head = await ports.repositories.resolveRevision(home.hosted, '')
    if (!head.ok) return head
    const folder = joinFolders(home.path.split('/').slice(0, -1).join('/'), path)
    const address = { url: cloneUrlOf(ports, project, home.hosted.repository), directory: folder }
    const sources = await moduleRepositoriesOf(ports, project).fetch(address, head.value)
    return sources.ok ? ok({ address, commit: head.value, sources: sources.value }) : sources
  }

  /** Stored files of a module that has changed since the run began, as by an upgrade: the run keeps what it froze. */
  async function filesKept(text: string | undefined): Promise<Readonly<Record<string, string>> | undefined> {
    const found = text === undefined ? undefined : await ports.snapshots.get(text)
    if (found === undefined) return undefined
    const data: unknown = JSON.parse(found)
    return filesSchema.parse(data)
  }

  /** A module as the run froze it; refused if it is no longer available. */
  async function frozenSources(project: string, module: FrozenModule): Promise<Result<ModuleSources, Problem>> {
    const { name, digest, url, directory = '', commit, dependencies = [], kept } = module
    const files = url === undefined && builtin.found().sources.digest !== digest ? await filesKept(kept) : undefined
    if (files !== undefined) return ok({ digest, files })
    const own =
      url === undefined || commit === undefined
        ? ok(builtin.found().sources)
        : await moduleRepositoriesOf(ports, project).fetch({ url, directory }, commit)
    const sources = own.ok ? await vendored(own.value, dependencies, ports.moduleRegistry) : own
    return !sources.ok || sources.value.digest === digest
      ? sources
      : err(
          problem('not-possible-now', say`The adapters of ${name} have changed since the run began`, {
            fix: say`Start a new run`,
          }),
        )
  }

  /** Resolves a name that the project knows to its source, keeping the pinned commit. */
  function translate(project: string, { modules }: Resources, entry: QvsModule): QvsModule {
    const { source, name } = entry
    const known = modules.find((module) => module.name === name)
    if (source.kind !== 'revision' || known === undefined) return entry
    const { url, directory } = addressOf(project, known.source)
    const path = directory === '' ? '.' : directory
    return { ...entry, source: { kind: 'remote', repo: url, revision: source.revision, path } }
  }

  function pins(project: string, { modules }: Resources): Map<string, string> {
    for (const [key, { until }] of seen) if (until <= ports.clock.now()) seen.delete(key)
    const fresh = [...seen].map(([key, { commit }]) => [key, commit] as const)
    const taken = modules.map(
      ({ source, revision, commit }) => [pinKey(addressOf(project, source), revision), commit] as const,
    )
    return new Map([...fresh, ...taken])
  }

  return {
    addressOf,
    credential,
    async forConfig(project, resources, application, config, insteadOf = []) {
      const owner = resources.applications.find(({ name }) => name === application)
      const home = owner === undefined ? undefined : gitHomeOf(project, owner, resources.repositories)
      const folders = new Map<string, Omit<ModuleFolder, 'sources'>>()
      const found = await findModules(
        { ...config, modules: config.modules.map((entry) => translate(project, resources, entry)) },
        {
          repositories: moduleRepositoriesOf(ports, project),
          registry: ports.moduleRegistry,
          builtin: builtin.found().sources,
          pins: pins(project, resources),
          insteadOf,
          async credentialFor(address) {
            const known = resources.modules.find(({ source }) => addressOf(project, source).url === address.url)
            return credential(project, known?.credential)
          },
          async readFolder(path) {
            const read = await folderBeside(project, home, path)
            if (!read.ok) return read
            const { sources, ...place } = read.value
            folders.set(declaredPath(sources) ?? '', place)
            return ok(sources)
          },
        },
      )
      const hosted = cloneUrlOf(ports, project, '').replace(/\.git$/, '')
      return {
        ...found,
        modules: found.modules.map((module) => {
          const { url, commit, directory = '', revision } = module
          // A hosted branch is resolved each time: that is cheap, and a push must be visible at once.
          if (url !== undefined && commit !== undefined && !url.startsWith(hosted))
            seen.set(pinKey({ url, directory }, revision), { commit, until: ports.clock.now() + branchLasts })
          if (module.from === 'builtin') return { ...module, kept: builtin.found().kept }
          const folder = module.from === 'folder' ? folders.get(module.path) : undefined
          return folder === undefined ? module : { ...module, ...folder.address, commit: folder.commit }
        }),
      }
    },

    keepBuiltin: builtin.keep,

    async frozen(project, modules) {
      const all: ModuleSources[] = []
      for (const module of modules) {
        const sources = await frozenSources(project, module)
        if (!sources.ok) return sources
        all.push(sources.value)
      }
      return ok(all)
    },

    async catalog(project, { modules }) {
      const own = await Promise.all(
        modules.map(async (entry): Promise<CatalogModule> => {
          const found = await this.fetch(project, entry, entry.commit)
          return { document: documentId('module', moduleSlug(entry.name)), entry, found }
        }),
      )
      return [{ found: ok(builtin.found()) }, ...own]
    },

    async picture(project, modules, path) {
      for (const { found, entry } of modules) {
        if (!found.ok || !path.startsWith(`${found.value.path}/`)) continue
        const { url, directory = '', commit, sources } = found.value
        const file = path.slice(found.value.path.length + 1)
        const text = sources.files[file]
        if (text !== undefined) return ok(new TextEncoder().encode(text))
        if (url === undefined || commit === undefined || !isPicturePath(file)) continue
        const opened = await credential(project, entry?.credential)
        const picture = await moduleRepositoriesOf(ports, project).picture({ url, directory }, commit, file, opened)
        if (!picture.ok || picture.value !== undefined) return picture
      }
      return ok(undefined)
    },

    async fetch(project, { source, revision, credential: reference, name }, commit) {
      const repositories = moduleRepositoriesOf(ports, project)
      const address = addressOf(project, source)
      const opened = await credential(project, reference)
      // Somebody who asks for a revision wants to know if a tag has moved; runs keep the commit that it had.
      const at = commit === undefined ? await repositories.lookUp(address, revision, opened) : ok({ commit })
      if (!at.ok) return at
      const sources = await repositories.fetch(address, at.value.commit, opened)
      if (!sources.ok) return sources
      const path = declaredPath(sources.value)
      if (path === undefined)
        return err(
          problem('not-found', say`The module does not say its path in cue.mod/module.cue`, {
            fix: say`Write module: "<host>/<path>" there`,
          }),
        )
      const found: FoundModule = {
        from: 'git',
        name: name ?? path,
        path,
        revision,
        ...address,
        ...at.value,
        sources: sources.value,
      }
      // Adapters with unavailable dependencies get findings of their own; the others are unaffected.
      const complete = await withRegistryDependencies([found], ports.moduleRegistry)
      return ok(complete.modules[0] ?? found)
    },
  }
}

/** Why a catalog module has no adapters to show. */
export function catalogFindings(modules: readonly CatalogModule[]): readonly Finding[] {
  return modules.flatMap(({ found, document, entry }): Finding[] =>
    found.ok
      ? []
      : [
          {
            severity: 'error',
            code: `module-${found.error.code}`,
            message: `Module ${entry?.name ?? ''}: ${found.error.message}`,
            args: { module: entry?.name ?? '', reason: found.error.message },
            place: document === undefined ? {} : { document },
            ...(found.error.fix === undefined ? {} : { fix: found.error.fix }),
          },
        ],
  )
}

/** Joins folders, so that `a/b` and `../c` give `a/c`; a path that would leave the repository stops at its root. */
function joinFolders(base: string, path: string): string {
  const out: string[] = []
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '..') out.pop()
    else if (part !== '' && part !== '.') out.push(part)
  }
  return out.join('/')
}
