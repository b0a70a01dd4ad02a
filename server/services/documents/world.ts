import { compilePipelines, tracePipelines, type CompiledPipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import type { KernelStage } from '#domain/adapters/kernel/kernel-answer.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { describeAdapters, isReadWhole } from '#domain/adapters/catalog/describe-adapters.ts'
import { frozenModule, heldPart, holdsPackage, type FoundModule } from '#domain/adapters/modules/found-module.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { shortPattern } from '#domain/adapters/compile/placeholders.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parseQvsConfig, type QvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { takenParams } from '#domain/adapters/qvs-config/taken-params.ts'
import { documentId } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'
import { problemFinding, type Finding, type Problem } from '#domain/problem.ts'
import type { Application, Repository } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Ports } from '../../ports.ts'
import { publishedResources } from './published-resources.ts'
import { resourceKinds, type ProjectResources } from '#domain/project-documents.ts'
import { cloneUrlOf } from '../repositories/clone-url.ts'
import type { FoundModules } from '../modules/find-modules.ts'
import { keepAnswers } from '../kept-answers.ts'
import { catalogFindings, type CatalogModule, type ProjectModules } from '../modules/project-modules.ts'
import { lookAtQvsConfig, readQvsConfig } from '../modules/qvs-configs.ts'

/** A QVS Config as it was read: document id, text, and the version's label. */
export interface QvsSource {
  readonly document: string
  readonly text: string
  readonly version: string
  /** The modules that it compiles with, as far as they are available; findings report the others. */
  readonly modules: readonly FoundModule[]
}

/** The part of a QVS Config that a snapshot keeps. */
export function frozenConfig({ modules, ...source }: QvsSource): NonNullable<StageSnapshot['qvsConfig']> {
  return { ...source, modules: modules.map(frozenModule) }
}

/** The world of a project with its findings, and the QVS Configs behind its pipelines by application. */
export interface WorldReading {
  readonly world: World
  readonly findings: readonly Finding[]
  readonly qvsConfigs: ReadonlyMap<string, QvsSource>
  /** The modules that the project has added. */
  readonly modules: readonly ProjectModule[]
}

/** A QVS Config, or part of one, with the modules that it compiles with. */
export interface TraceRequest {
  readonly config: QvsConfig
  readonly modules: readonly ModuleSources[]
}

export interface WorldService {
  /**
   * Reads and compiles what is published. `documents` replaces texts by id, for an unpublished change set; `mayPublish`
   * says whether the caller could publish it.
   */
  read(project: string, documents?: Readonly<Record<string, string>>, mayPublish?: boolean): Promise<WorldReading>
  /** The resources described by the project's documents. */
  resources(project: string): Promise<ProjectResources>
  /** The adapters of the project's modules, without those that cannot be described. */
  adapters(project: string): Promise<readonly AdapterDescription[]>
  /** The stages of a QVS Config, with the origin of every part. */
  trace(request: TraceRequest): Promise<Result<readonly KernelStage[], Problem>>
  /** Compiles the text of a QVS Config for an application, with the modules that it names. */
  compile(project: string, application: string, text: string): Promise<Result<CompiledConfig, Problem>>
}

/** A compiled QVS Config, with adapters in it that the catalog does not have. */
export interface CompiledConfig extends CompiledPipelines {
  readonly adapters: readonly AdapterDescription[]
}

/** Compilations are cached for this many applications. */
const mostApplications = 500

/** Compilations are cached by content: the same text with the same modules compiles once per application. */
export function createWorldService(ports: Ports, modules: Pick<ProjectModules, 'catalog' | 'forConfig'>): WorldService {
  const compiled = keepAnswers<Result<CompiledPipelines, Problem>>(isOk, mostApplications)
  const traced = keepAnswers<Result<readonly KernelStage[], Problem>>(isOk)
  const described = keepAnswers<Result<readonly AdapterDescription[], Problem>>(
    (answer) => answer.ok && isReadWhole(answer.value),
  )

  function compile(
    application: string,
    text: string,
    found: readonly FoundModule[],
  ): Promise<Result<CompiledPipelines, Problem>> {
    const key = JSON.stringify([application, found.map(({ sources }) => sources.digest), text])
    return compiled.of(key, async () => {
      const { config, findings } = parseQvsConfig(text)
      const sources = found.map((module) => module.sources)
      const result = await compilePipelines(ports.kernel, { config, modules: sources, prefix: application })
      return result.ok ? ok({ ...result.value, findings: [...findings, ...result.value.findings] }) : result
    })
  }

  /** Unavailable modules must not hide the findings of others. */
  async function compileWith(
    application: string,
    text: string,
    { modules: found, problem }: FoundModules,
  ): Promise<Result<CompiledPipelines, Problem>> {
    if (problem === undefined) return compile(application, text, found)
    const { config, whole } = heldPart(parseQvsConfig(text).config, found)
    const sources = found.map((module) => module.sources)
    const rest = await compilePipelines(ports.kernel, { config, modules: sources, prefix: application })
    return err({
      ...problem,
      findings: [...(problem.findings ?? []), ...(rest.ok ? [] : (rest.error.findings ?? []).map(whole))],
    })
  }

  /** Catalog modules see each other, so that one may import from another. */
  async function describe(catalog: readonly CatalogModule[]) {
    const found = catalog.flatMap((module) => (module.found.ok ? [module.found.value] : []))
    const answers = await Promise.all(
      found.map((module) => {
        const all = [module, ...found.filter((other) => other !== module)]
        const key = all.map(({ name, revision, sources }) => `${name}@${revision}#${sources.digest}`).join()
        return described.of(key, () => describeAdapters(ports.kernel, all))
      }),
    )
    return {
      adapters: answers.flatMap((answer) => (answer.ok ? answer.value : [])),
      findings: [
        ...catalogFindings(catalog),
        ...answers.flatMap((answer) => (answer.ok ? [] : [asFinding(answer.error, 'adapters')])),
      ],
    }
  }

  /** Adapters in use that are in no catalog module, because the QVS Config names their module itself. */
  async function describeOwn(
    { designPatterns }: QvsConfig,
    found: readonly FoundModule[],
    catalog: readonly AdapterDescription[],
  ): Promise<readonly AdapterDescription[]> {
    const known = new Set(catalog.map(({ pattern }) => shortPattern(pattern)))
    const wanted = [...new Set(designPatterns.map(({ pattern }) => shortPattern(pattern)))].filter(
      (pattern) => !known.has(pattern),
    )
    const answers = await Promise.all(
      [...Map.groupBy(wanted, (pattern) => found.find((module) => holdsPackage(module, pattern)))].map(
        async ([module, patterns]) => {
          if (module === undefined) return ok([])
          const all = [module, ...found.filter((other) => other !== module)]
          const key = JSON.stringify([
            patterns,
            all.map(({ name, revision, sources }) => [name, revision, sources.digest]),
          ])
          return described.of(key, () => describeAdapters(ports.kernel, all, patterns))
        },
      ),
    )
    return answers.flatMap((answer) => (answer.ok ? answer.value : []))
  }

  async function sourceOf(
    project: string,
    application: Application,
    resources: ProjectResources,
    documents: Readonly<Record<string, string>>,
  ): Promise<Omit<QvsSource, 'modules'> | undefined> {
    const document = documentId('qvs-config', application.name)
    const own = documents[document]
    if (own !== undefined) return { document, text: own, version: 'draft' }
    const { name, qvsConfigRepository } = application
    const isDrafted = [documentId('application', name), documentId('repository', qvsConfigRepository)].some(
      (id) => documents[id] !== undefined,
    )
    const find = isDrafted ? lookAtQvsConfig : readQvsConfig
    const found = await find(ports, project, application, resources.repositories)
    return found === undefined
      ? undefined
      : { document, text: found.text, version: found.commit ?? String(found.version) }
  }

  /**
   * Without the right to publish a module with a secret, a draft must not send that secret anywhere either: it only
   * applies to the published module.
   */
  async function resourcesOf(
    project: string,
    documents: Readonly<Record<string, string>>,
    mayPublish = false,
  ): Promise<ProjectResources> {
    const resources = await publishedResources(ports, project, resourceKinds, documents)
    if (mayPublish || resources.modules.every(({ credential }) => credential === undefined)) return resources
    const { modules: published } = await publishedResources(ports, project, ['module'])
    const opens = new Set(published.map(({ source, credential }) => JSON.stringify([source, credential])))
    const modules = resources.modules.map(({ credential, ...module }) =>
      opens.has(JSON.stringify([module.source, credential])) ? { ...module, credential } : module,
    )
    return { ...resources, modules }
  }

  return {
    resources: (project) => resourcesOf(project, {}),
    async adapters(project) {
      return (await describe(await modules.catalog(project, await resourcesOf(project, {})))).adapters
    },
    trace: ({ config, modules: sources }) =>
      traced.of(JSON.stringify([sources.map(({ digest }) => digest), config]), () =>
        tracePipelines(ports.kernel, { config, modules: sources }),
      ),
    async compile(project, application, text) {
      const { config } = parseQvsConfig(text)
      const resources = await resourcesOf(project, {})
      const found = await modules.forConfig(project, resources, application, config)
      const [result, catalog] = await Promise.all([
        compileWith(application, text, found),
        modules.catalog(project, resources).then(describe),
      ])
      if (!result.ok) return result
      return ok({ ...result.value, adapters: await describeOwn(config, found.modules, catalog.adapters) })
    },
    async read(project, documents = {}, mayPublish = false) {
      const resources = await resourcesOf(project, documents, mayPublish)
      const catalog = await describe(await modules.catalog(project, resources))
      const read = await Promise.all(
        resources.applications.map(async (application): Promise<ReadApplication> => {
          const source = await sourceOf(project, application, resources, documents)
          if (source === undefined) return { application }
          const { config } = parseQvsConfig(source.text)
          const found = await modules.forConfig(project, resources, application.name, config)
          const result = await compileWith(application.name, source.text, found)
          return {
            application,
            source: { ...source, modules: found.modules },
            result,
            own: await describeOwn(config, found.modules, catalog.adapters),
          }
        }),
      )
      return readingOf(ports, project, resources, catalog, read)
    },
  }
}

/** An application with its QVS Config, if it has one, and what that compiles to. */
interface ReadApplication {
  readonly application: Application
  readonly source?: QvsSource
  readonly result?: Result<CompiledPipelines, Problem>
  /** Adapters in use that the catalog does not have. */
  readonly own?: readonly AdapterDescription[]
}

/** Puts together the world of a project from its resources, its catalog and its compiled applications. */
function readingOf(
  ports: Pick<Ports, 'installation'>,
  project: string,
  resources: ProjectResources,
  catalog: { readonly adapters: readonly AdapterDescription[]; readonly findings: readonly Finding[] },
  read: readonly ReadApplication[],
): WorldReading {
  const findings: Finding[] = [...resources.findings, ...catalog.findings]
  const qvsConfigs = new Map<string, QvsSource>()
  const units: CompiledPipelines[] = []
  for (const { application, source, result } of read) {
    const document = documentId('qvs-config', application.name)
    if (source === undefined) findings.push(missingConfig(application, document))
    else qvsConfigs.set(application.name, source)
    if (result?.ok === false) findings.push(...findingsOf(result.error, document))
    if (result?.ok !== true) continue
    units.push(result.value)
    findings.push(...result.value.findings.map((finding) => ({ ...finding, place: { document, ...finding.place } })))
  }
  // By pattern, since two applications may use the same adapter.
  const adapters = new Map(
    [...catalog.adapters, ...read.flatMap(({ own = [] }) => own)].map((adapter) => [adapter.pattern, adapter]),
  )
  const world: World = {
    project,
    repositories: withCloneUrls(ports, project, resources.repositories),
    applications: resources.applications,
    environments: resources.environments,
    deployments: resources.deployments,
    pipelines: [...units.flatMap(({ pipelines }) => pipelines), ...resources.pipelines],
    tasks: units.flatMap(({ tasks }) => tasks),
    adapters: [...adapters.values()],
    layers: resources.layers,
    taken: Object.fromEntries([...qvsConfigs].map(([application, { text }]) => [application, takenParams(text)])),
  }
  return { world, findings, qvsConfigs, modules: resources.modules }
}

/** Repositories with the URLs under which this installation serves hosted ones. */
export function withCloneUrls(
  ports: Pick<Ports, 'installation'>,
  project: string,
  repositories: readonly Repository[],
): Repository[] {
  return repositories.map((repository) =>
    repository.kind === 'hosted'
      ? { ...repository, gitCloneUrl: cloneUrlOf(ports, project, repository.name) }
      : repository,
  )
}

function isOk({ ok: answered }: Result<unknown, Problem>): boolean {
  return answered
}

function findingsOf(problem: Problem, document: string): Finding[] {
  const found = problem.findings ?? []
  return found.length === 0
    ? [asFinding(problem, document)]
    : found.map((finding) => ({ ...finding, place: { document, ...finding.place } }))
}

function asFinding(problem: Problem, document: string): Finding {
  return problemFinding({ ...problem, place: { document, ...problem.place } })
}

function missingConfig({ name, qvsConfigPath }: Application, document: string): Finding {
  return {
    severity: 'warning',
    code: 'no-qvs-config',
    message: `The application ${name} has no QVS Config`,
    args: { application: name, path: qvsConfigPath },
    fix: `Commit one at ${qvsConfigPath}, or drop an adapter for the application on a line`,
    place: { document },
  }
}
