import type { z } from 'zod'
import type { ChangedFiles, readWorkingCopy } from '#contract/authoring.ts'
import { adapterOfFile, declaredPath } from '#domain/adapters/modules/found-module.ts'
import { runGoldenTests, type GoldenOutcome } from '#domain/adapters/authoring/golden-tests.ts'
import { kernelFinding } from '#domain/adapters/kernel/kernel-problem.ts'
import { say } from '#domain/sentence.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import type { Person } from '#domain/project.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { HostedRepository } from '../../ports/repositories.ts'
import { authorOf } from '../repositories/git-author.ts'
import { isProtected } from '../repositories/protection.ts'
import type { ProjectModules } from './project-modules.ts'
import type { WorldService } from '../documents/world.ts'

type WorkingCopy = z.infer<typeof readWorkingCopy.response>

/** What an author can do with a module in a hosted repository. */
export interface ModuleAuthoring {
  read(project: string, module: string): Promise<Result<WorkingCopy, Problem>>
  check(project: string, request: ChangedModule): Promise<Result<readonly Finding[], Problem>>
  test(project: string, request: ChangedModule): Promise<Result<readonly GoldenOutcome[], Problem>>
  commit(
    project: string,
    request: ChangedModule & { readonly message: string },
    person: Person,
    isAdmin: boolean,
  ): Promise<Result<{ readonly commit: string; readonly branch: string }, Problem>>
}

/** A module at a commit, with its author's changes. */
interface ChangedModule {
  readonly module: string
  readonly commit: string
  readonly files: ChangedFiles
}

/** Files that people write by hand, not what a module has vendored or generated. */
const edited = /^(?!cue\.mod\/(?:gen|pkg|usr)\/).*\.(?:cue|md|ya?ml|json)$/

export function createModuleAuthoring(ports: Ports, worlds: WorldService, modules: ProjectModules): ModuleAuthoring {
  async function homeOf(project: string, name: string): Promise<Result<Home, Problem>> {
    const entry = (await worlds.resources(project)).modules.find((module) => module.name === name)
    if (entry === undefined) return err(problem('not-found', say`The project has no module ${name}`))
    const { source } = entry
    if (source.kind !== 'hosted')
      return err(
        problem('unsupported', say`The repository of ${name} is not kept here`, {
          fix: say`Fork it to a repository that is kept here, or edit it where it is and take the new version into the catalog`,
        }),
      )
    const hosted = { project, repository: source.repository }
    const refs = await ports.repositories.listRefs(hosted)
    if (!refs.ok) return refs
    const { branches, defaultBranch } = refs.value
    const branch = branches.includes(entry.revision) ? entry.revision : defaultBranch
    return ok({ entry, hosted, branch, defaultBranch, directory: source.directory })
  }

  async function sourcesAt(project: string, { entry }: Home, commit: string): Promise<Result<ModuleSources, Problem>> {
    const found = await modules.fetch(project, entry, commit)
    return found.ok ? ok(found.value.sources) : found
  }

  return {
    async read(project, module) {
      const home = await homeOf(project, module)
      if (!home.ok) return home
      const { hosted, branch, directory } = home.value
      const commit = await ports.repositories.resolveRevision(hosted, branch)
      if (!commit.ok) return commit
      const files = await ports.repositories.readFiles(hosted, commit.value, { directory, matching: edited })
      if (!files.ok) return files
      const path = declaredPath({ files: files.value }) ?? module
      return ok({ repository: hosted.repository, branch, commit: commit.value, path, directory, files: files.value })
    },

    async check(project, { module, commit, files }) {
      const home = await homeOf(project, module)
      if (!home.ok) return home
      const base = await sourcesAt(project, home.value, commit)
      if (!base.ok) return base
      const changed = withChanges(base.value.files, files)
      const path = declaredPath({ files: changed })
      if (path === undefined)
        return ok([
          {
            severity: 'error',
            code: 'no-module',
            message: 'cue.mod/module.cue does not say the path of the module (module: "<host>/<path>")',
            args: {},
            place: { document: `${module}/cue.mod/module.cue`, line: 1, column: 1 },
          },
        ])
      const syntax = await syntaxFindings(path, files)
      if (syntax.length > 0) return ok(syntax)
      const catalog = await modules.catalog(project, await worlds.resources(project))
      const others = catalog.flatMap(({ found }) =>
        found.ok && found.value.path !== path ? [found.value.sources] : [],
      )
      const sources = { digest: sourcesDigest(changed), files: changed }
      const patterns = adaptersIn(path, files)
      const described = await ports.kernel.describe({
        modules: [sources, ...others],
        validate: true,
        ...(patterns === undefined ? {} : { patterns }),
      })
      if (!described.ok) return ok(described.error.findings ?? [])
      const found = described.value.adapters.flatMap(({ errors }) => errors.map(kernelFinding))
      return ok([...new Map(found.map((finding) => [finding.message, finding])).values()])
    },

    async test(project, { module, commit, files }) {
      const home = await homeOf(project, module)
      if (!home.ok) return home
      const base = await sourcesAt(project, home.value, commit)
      if (!base.ok) return base
      const { hosted, directory } = home.value
      const tests = await ports.repositories.readFiles(hosted, commit, { directory, matching: /^test\// })
      if (!tests.ok) return tests
      const changed = withChanges(base.value.files, files)
      const resources = await worlds.resources(project)
      return runGoldenTests(
        ports.kernel,
        {
          module: { digest: sourcesDigest(changed), files: changed },
          texts: withChanges(tests.value, files),
        },
        {
          async modulesFor(config, _, tested) {
            // A case that names the module by folder means the module being edited.
            const entries = config.modules.filter(({ source }) => source.kind !== 'local')
            const found = await modules.forConfig(project, resources, '', { ...config, modules: entries }, [tested])
            return found.problem === undefined ? ok(found.modules.map(({ sources }) => sources)) : err(found.problem)
          },
        },
      )
    },

    async commit(project, { module, commit, message, files }, person, isAdmin) {
      const home = await homeOf(project, module)
      if (!home.ok) return home
      const { hosted, branch, defaultBranch, directory } = home.value
      if (branch === defaultBranch && !isAdmin && (await isProtected(ports, hosted)))
        return err(
          problem('not-allowed', say`The branch ${branch} of ${hosted.repository} is protected`, {
            fix: say`Push to a branch of your own, and ask an admin to merge it`,
          }),
        )
      const below = directory === '' ? '' : `${directory}/`
      const done = await ports.repositories.commitFiles(hosted, {
        branch,
        files: Object.fromEntries(Object.entries(files).map(([file, text]) => [`${below}${file}`, text])),
        author: authorOf(person),
        message,
        expectedHead: commit,
      })
      if (!done.ok) return done
      ports.bus.publish({
        project,
        kind: 'repository',
        id: hosted.repository,
        at: new Date(ports.clock.now()).toISOString(),
      })
      return ok({ commit: done.value.commit, branch })
    },
  }

  /** Check each file's syntax first, since a file that cannot be parsed hides all other findings. */
  async function syntaxFindings(path: string, files: ChangedFiles): Promise<readonly Finding[]> {
    const found: Finding[] = []
    for (const [file, text] of Object.entries(files)) {
      if (text === null || !file.endsWith('.cue')) continue
      const answer = await ports.kernel.format({ file, text })
      for (const { place, ...finding } of answer.ok ? [] : (answer.error.findings ?? []))
        found.push({ ...finding, place: { ...place, document: `${path}/${file}` } })
    }
    return found
  }
}

function withChanges(before: Readonly<Record<string, string>>, files: ChangedFiles): Record<string, string> {
  const changed: Record<string, string> = { ...before }
  for (const [file, text] of Object.entries(files))
    if (text === null) Reflect.deleteProperty(changed, file)
    else changed[file] = text
  return changed
}

interface Home {
  readonly entry: ProjectModule
  readonly hosted: HostedRepository
  readonly branch: string
  readonly defaultBranch: string
  readonly directory: string
}

/** The adapters in the changed files; undefined if a change may affect all of them. */
function adaptersIn(path: string, files: ChangedFiles): readonly string[] | undefined {
  const found: string[] = []
  for (const [file, text] of Object.entries(files)) {
    if (text === null || !file.endsWith('.cue')) continue
    const adapter = adapterOfFile(path, file, text)
    if (adapter === undefined) return undefined
    found.push(adapter)
  }
  return found.length === 0 ? undefined : [...new Set(found)]
}
