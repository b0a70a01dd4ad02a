import { z } from 'zod'
import { shortestSecret } from '#contract/secrets.ts'
import type { lookAtRepository } from '#contract/start.ts'
import type { Outline } from '#contract/outline.ts'
import { freeName } from '#domain/free-name.ts'
import { hostKind, repositoryAt } from '#domain/repository-elsewhere.ts'
import { deriveId, idPattern, normalise } from '#domain/ids.ts'
import type { Repository } from '#domain/project.ts'
import { type Board, type FirstDelivery, usualConfigPath, usualPortVariable } from '#domain/start/first-delivery.ts'
import { reservedApplicationNames } from '#domain/resource-references.ts'
import { type SourceKind, sourceKinds } from '#domain/start/recognised.ts'

export type Facts = z.output<typeof lookAtRepository.response>

/** Where the code is: a repository of the project, or one elsewhere. */
export type Source =
  | { readonly kind: 'known'; readonly repository: Repository }
  | { readonly kind: 'url'; readonly url: string }

/**
 * Whether a typed URL is nothing that tasks could clone. Paths count at once, other words once they are long enough.
 */
export function isOutOfReach(typed: string): boolean {
  const url = normalise(typed)
  return /^([~./\\]|[a-z]:|file:)/i.test(url) || (url.length > 8 && !/^https?:/i.test(url))
}

/** Whether the secret store would refuse a token, which would only come out after everything else was created. */
export function isShortToken(typed: string): boolean {
  return typed !== '' && typed.length < shortestSecret
}

/** `another` is anything that the platform cannot build: its adapters are put on the board by hand. */
export type PlanKind = SourceKind | 'another'
export const planKinds: readonly PlanKind[] = [...sourceKinds, 'another']

/** Everything that a person reviews before it is created. */
export const planSchema = z.object({
  /** The application's folder in the repository, '.' for its root. */
  folder: z.string(),
  kind: z.enum(planKinds).optional(),
  application: z.string(),
  line: z.string(),
  environments: z.array(
    z.object({
      name: z.string(),
      displayName: z.string(),
      order: z.number(),
      isNew: z.boolean(),
      isChosen: z.boolean(),
    }),
  ),
  hasGate: z.boolean(),
  /** Whether the person who makes the plan is the only one who could open the gate. */
  isAlone: z.boolean(),
  runTests: z.boolean(),
  readinessPath: z.string(),
  portVariable: z.string(),
  parameters: z.record(z.string(), z.string()),
})
export type Plan = z.infer<typeof planSchema>

/** Identifies source and commit of a plan, since corrections made for other code do not apply. */
export function lookOf(source: Source, { commit }: Facts): string {
  return `${source.kind === 'known' ? source.repository.name : source.url} ${commit}`
}

/** The build adapter's parameters that can be corrected, by kind. */
export const parametersOf: Readonly<Record<SourceKind, readonly string[]>> = {
  'node-service': ['installCommand', 'buildCommand', 'testCommand', 'startCommand'],
  'go-service': ['mainPackage'],
  'python-service': ['requirementsFile', 'testCommand', 'startCommand'],
  'static-site': ['installCommand', 'buildCommand', 'testCommand', 'siteDirectory'],
}

/**
 * Suggests a plan from the code and the project. Uses existing environments with a local target, or else proposes
 * staging and production. A person who is alone may open the gate alone.
 */
export function suggest(facts: Facts, source: Source, outline: Outline, isAlone: boolean): Plan {
  const { folder } = facts.applications.find(({ kind }) => kind !== undefined) ?? facts.applications[0]
  const local = outline.environments
    .filter(({ provisioningTargets }) => provisioningTargets.some(({ kind }) => kind === 'local'))
    .map(({ name, displayName, order }) => ({ name, displayName, order, isNew: false, isChosen: true }))
  return {
    ...suggestFolder(folder, facts, source, outline),
    environments: local.length > 0 ? local : freshEnvironments(outline),
    hasGate: true,
    isAlone,
  }
}

/** Suggests a plan for the application in one folder. */
export function suggestFolder(
  folder: string,
  facts: Facts,
  source: Source,
  outline: Outline,
): Omit<Plan, 'environments' | 'hasGate' | 'isAlone'> {
  const found = foundIn(facts, folder)
  const { hasTests, parameters, portVariable = usualPortVariable, readinessPath } = found
  const kind = found.kind ?? (found.signs.some(({ what }) => what === 'other-kind') ? 'another' : undefined)
  const wanted = folder === '.' ? undefined : deriveId(folder.split('/').at(-1) ?? '')
  const taken = new Set([...outline.applications.map(({ name }) => name), ...reservedApplicationNames])
  const application = freeName(wanted ?? nameOf(source), taken)
  return {
    folder,
    kind,
    application,
    line: `${application}-release`,
    runTests: hasTests,
    readinessPath: readinessPath ?? (kind === 'static-site' ? '/healthz' : '/'),
    portVariable,
    parameters,
  }
}

/** What was recognised in a folder. */
export function foundIn({ applications }: Facts, folder: string): Facts['applications'][number] {
  return applications.find((found) => found.folder === folder) ?? applications[0]
}

function freshEnvironments({ environments }: Outline): Plan['environments'] {
  const first = Math.max(0, ...environments.map(({ order }) => order)) + 1
  return [
    { name: 'staging', displayName: 'Staging' },
    { name: 'production', displayName: 'Production' },
  ]
    .filter(({ name }) => !environments.some((known) => known.name === name))
    .map((environment, index) => ({ ...environment, order: first + index, isNew: true, isChosen: true }))
}

function nameOf(source: Source): string {
  if (source.kind === 'known') return source.repository.name
  const last = source.url.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return deriveId(last.replace(/\.git$/, '')) ?? 'app'
}

/** The documents of a plan; undefined while something is missing or a name is taken. */
export function deliveryOf(
  project: string,
  plan: Plan,
  facts: Facts,
  source: Source,
  outline: Outline,
): FirstDelivery | undefined {
  const { kind } = plan
  const board = boardOf(project, plan, facts, source, outline)
  if (kind === undefined || kind === 'another' || board === undefined) return undefined
  if (!plan.readinessPath.startsWith('/')) return undefined
  if (!isVariable(plan.portVariable) || isProgramMissing(plan, facts)) return undefined
  // A package that imports its siblings is built from the whole repository, but packed alone.
  const wanted = new Set([...parametersOf[kind], ...(kind === 'node-service' ? ['pathToPackage'] : [])])
  const sourcePath = plan.parameters['pathToSource'] ?? plan.folder
  return {
    ...board,
    kind,
    parameters: {
      ...(sourcePath === '.' ? {} : { pathToSource: sourcePath }),
      ...Object.fromEntries(
        Object.entries(plan.parameters).filter(([parameter, value]) => wanted.has(parameter) && value.trim() !== ''),
      ),
    },
    runTests: plan.runTests,
    readinessPath: plan.readinessPath,
    portVariable: plan.portVariable,
    hasGate: plan.hasGate,
    requesterMayApprove: plan.isAlone,
  }
}

/** The board of a plan; undefined while a name is missing or taken. */
export function boardOf(
  project: string,
  plan: Plan,
  facts: Facts,
  source: Source,
  outline: Outline,
): Board | undefined {
  const { application: name, line } = plan
  const environments = plan.environments.filter(({ isChosen }) => isChosen)
  const isTaken =
    outline.applications.some((known) => known.name === name) || outline.lines.some((known) => known.name === line)
  if (environments.length === 0 || isTaken || !idPattern.test(name) || !idPattern.test(line)) return undefined
  const known = source.kind === 'known' ? source.repository : repositoryAt(source.url, outline.repositories)
  return {
    project,
    application: { name, displayName: displayNameOf(name), description: '' },
    repository: known ?? newRepository(nameOf(source), source.kind === 'url' ? source.url : '', outline),
    isNewRepository: known === undefined,
    environments,
    // Applications that share a repository have a QVS Config each.
    qvsConfigPath: facts.hasQvsConfig || plan.folder !== '.' ? `.valuestream/${name}.yaml` : usualConfigPath,
    line,
    branch: facts.branch,
  }
}

/** Whether a Go module has several programs, none at its root, and none was chosen. */
export function isProgramMissing({ kind, folder, parameters }: Plan, facts: Facts): boolean {
  const { programs = [] } = foundIn(facts, folder)
  return kind === 'go-service' && programs.length > 1 && !programs.includes('.') && !parameters['mainPackage']?.trim()
}

/** Whether a text is a valid name of an environment variable. */
export function isVariable(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)
}

function displayNameOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}

function newRepository(name: string, url: string, { repositories }: Outline): Repository {
  return {
    name: freeName(name, new Set(repositories.map((known) => known.name))),
    kind: hostKind(url),
    gitCloneProtocol: 'https',
    visibility: 'public',
    gitCloneUrl: url,
    description: '',
  }
}
