import { compilePipelines, type CompiledPipelines } from '#domain/adapters/compile-pipelines.ts'
import { describeAdapters } from '#domain/adapters/describe-adapters.ts'
import type { AdapterDescription } from '#domain/adapters/description.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config.ts'
import { documentId } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'
import type { Finding, Problem } from '#domain/problem.ts'
import type { Application, Repository } from '#domain/project.ts'
import { ok, type Result } from '#domain/result.ts'
import type { Ports } from '../ports.ts'
import { readResources, resourceKinds, textsOf } from '#domain/project-documents.ts'
import { readQvsConfig } from './qvs-configs.ts'

/** A QVS Config as it was read: document id, text, and the version as people know it. */
export interface QvsSource {
  readonly document: string
  readonly text: string
  readonly version: string
}

/** The world of a project, with what is wrong with it, and the QVS Configs behind its pipelines by application. */
export interface WorldReading {
  readonly world: World
  readonly findings: readonly Finding[]
  readonly qvsConfigs: ReadonlyMap<string, QvsSource>
}

export interface WorldService {
  /** Reads and compiles what is published; `documents` replaces texts by id, for a change set that is not published yet. */
  read(project: string, documents?: Readonly<Record<string, string>>): Promise<WorldReading>
  /** What the adapters of the modules are; empty while the kernel cannot describe them. */
  adapters(): Promise<readonly AdapterDescription[]>
  /** Compiles one QVS Config text for an application. */
  compile(application: string, text: string): Promise<Result<CompiledPipelines, Problem>>
}

const cacheSize = 100

/** Compiles by content: the same text for the same application and modules is compiled once. */
export function createWorldService(ports: Ports): WorldService {
  const sources = ports.modules.map(({ sources: module }) => module)
  const modulesKey = sources.map(({ digest }) => digest).join()
  const compiled = new Map<string, Promise<Result<CompiledPipelines, Problem>>>()
  let described: Promise<Result<readonly AdapterDescription[], Problem>> | undefined

  function compile(application: string, text: string): Promise<Result<CompiledPipelines, Problem>> {
    const key = JSON.stringify([application, modulesKey, text])
    const known = compiled.get(key)
    if (known !== undefined) return known
    const { config, findings } = parseQvsConfig(text)
    const answer = compilePipelines(ports.kernel, { config, modules: sources, prefix: application }).then((result) =>
      result.ok ? ok({ ...result.value, findings: [...findings, ...result.value.findings] }) : result,
    )
    compiled.set(key, answer)
    // A kernel that failed for its own reasons may do better next time.
    answer.then(
      (result) => result.ok || compiled.delete(key),
      () => compiled.delete(key),
    )
    const [oldest] = compiled.keys()
    if (compiled.size > cacheSize && oldest !== undefined) compiled.delete(oldest)
    return answer
  }

  async function describe(): Promise<Result<readonly AdapterDescription[], Problem>> {
    described ??= describeAdapters(ports.kernel, ports.modules)
    const answer = await described
    if (!answer.ok) described = undefined
    return answer
  }

  async function sourceOf(
    project: string,
    application: Application,
    resources: ReturnType<typeof readResources>,
    documents: Readonly<Record<string, string>>,
  ): Promise<QvsSource | undefined> {
    const document = documentId('qvs-config', application.name)
    const own = documents[document]
    if (own !== undefined) return { document, text: own, version: 'draft' }
    const found = await readQvsConfig(ports, project, application, resources.repositories)
    return found === undefined
      ? undefined
      : { document, text: found.text, version: found.commit ?? String(found.version) }
  }

  return {
    compile,
    async adapters() {
      const answer = await describe()
      return answer.ok ? answer.value : []
    },
    async read(project, documents = {}) {
      const published = await Promise.all(resourceKinds.map((kind) => ports.documents.list(project, kind)))
      const resources = readResources({ ...textsOf(published.flat()), ...documents })
      const findings: Finding[] = [...resources.findings]
      const adapters = await describe()
      if (!adapters.ok) findings.push(asFinding(adapters.error, 'adapters'))
      const read = await Promise.all(
        resources.applications.map(async (application) => {
          const source = await sourceOf(project, application, resources, documents)
          return {
            application,
            source,
            result: source === undefined ? undefined : await compile(application.name, source.text),
          }
        }),
      )
      const qvsConfigs = new Map<string, QvsSource>()
      const units: CompiledPipelines[] = []
      for (const { application, source, result } of read) {
        const document = documentId('qvs-config', application.name)
        if (source === undefined) findings.push(missingConfig(application, document))
        else qvsConfigs.set(application.name, source)
        if (result?.ok === false) findings.push(...findingsOf(result.error, document))
        if (result?.ok !== true) continue
        units.push(result.value)
        findings.push(
          ...result.value.findings.map((finding) => ({ ...finding, place: { document, ...finding.place } })),
        )
      }
      const world: World = {
        project,
        repositories: withCloneUrls(ports, project, resources.repositories),
        applications: resources.applications,
        environments: resources.environments,
        deployments: resources.deployments,
        pipelines: units.flatMap(({ pipelines }) => pipelines),
        tasks: units.flatMap(({ tasks }) => tasks),
        adapters: adapters.ok ? adapters.value : [],
        layers: resources.layers,
      }
      return { world, findings, qvsConfigs }
    },
  }
}

/** Repositories with the URLs under which this installation serves the hosted ones. */
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

/** URL of a hosted repository, for tasks and for people. */
export function cloneUrlOf({ installation }: Pick<Ports, 'installation'>, project: string, repository: string): string {
  return `${installation.origin}/git/${project}/${repository}.git`
}

function findingsOf(problem: Problem, document: string): Finding[] {
  const found = problem.findings ?? []
  return found.length === 0
    ? [asFinding(problem, document)]
    : found.map((finding) => ({ ...finding, place: { document, ...finding.place } }))
}

function asFinding({ code, message, fix, place }: Problem, document: string): Finding {
  return {
    severity: 'error',
    code,
    message,
    args: {},
    ...(fix === undefined ? {} : { fix }),
    place: { document, ...place },
  }
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
