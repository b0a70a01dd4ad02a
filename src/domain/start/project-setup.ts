import { documentId, type Texts, resourceText } from '../documents.ts'
import { idFrom, idPattern, normalise } from '../ids.ts'
import type { Stage } from '../line/line.ts'
import type { World } from '../line/world.ts'
import { problem, type Problem } from '../problem.ts'
import { say } from '../sentence.ts'
import { reservedApplicationNames } from '../resource-references.ts'
import { err, ok, type Result } from '../result.ts'
import { usualConfigPath } from './first-delivery.ts'

/** A name as typed, and the id derived from it. */
export interface Named {
  readonly name: string
  readonly displayName: string
}

/**
 * Reads a list of names, separated by commas (also Japanese ones) or line breaks. Names that already are ids stay as they are; one of which no id
 * can be made brings its own in brackets.
 */
export function readNames(text: string): Result<readonly Named[]> {
  const words = text
    .split(/[,、，\n]/)
    .map((word) => normalise(word))
    .filter((word) => word !== '')
  const names: Named[] = []
  for (const displayName of words) {
    const named = namedBy(displayName)
    if (named === undefined)
      return err(
        problem('invalid-request', say`No id follows from ${displayName}`, {
          fix: say`Write one behind it in brackets: ${displayName} (my-id)`,
        }),
      )
    if (!names.some((known) => known.name === named.name)) names.push(named)
  }
  return ok(names)
}

function namedBy(typed: string): Named | undefined {
  const [, shown = '', id = ''] = /^(.+?) *\(([^()]+)\)$/.exec(typed) ?? []
  if (idPattern.test(id) && idFrom(shown) === undefined) return { name: id, displayName: shown }
  const name = idFrom(typed)
  return name === undefined ? undefined : { name, displayName: typed }
}

export type Known = Pick<World, 'applications' | 'environments' | 'deployments' | 'repositories'>

/** Applications and environments of stages that the project lacks, in the order of the stages: for a line that came from elsewhere. */
export function namesToSetUp(
  stages: readonly Pick<Stage, 'spec'>[],
  { applications, environments }: Pick<Known, 'applications' | 'environments'>,
): { readonly applications: readonly string[]; readonly environments: readonly string[] } {
  const deployments = stages.map(({ spec }) => spec.deployment)
  return {
    applications: missing(
      deployments.map(({ app }) => app),
      applications,
    ),
    environments: missing(
      deployments.map(({ name }) => name),
      environments,
    ),
  }
}

/** The names that are not among the known ones, without duplicates. */
export function missing(names: readonly string[], known: readonly { readonly name: string }[]): readonly string[] {
  const there = new Set(known.map(({ name }) => name))
  return [...new Set(names)].filter((name) => name !== '' && !there.has(name))
}

/**
 * The documents needed to draw lines for applications in environments. A new application gets a hosted repository unless one has its name, new
 * environments get the local target and come after the existing ones, and each pair gets a Deployment.
 */
export function projectSetup(
  project: string,
  known: Known,
  applications: readonly Named[],
  environments: readonly Named[],
): Result<Texts, Problem> {
  const reserved = applications.find(({ name }) => reservedApplicationNames.has(name))
  if (reserved !== undefined)
    return err(
      problem('invalid-request', say`No application can be called ${reserved.name}`, { fix: say`Choose another name` }),
    )
  const documents: Record<string, string> = {}
  const put = (id: string, data: unknown): void => {
    documents[id] = resourceText(data)
  }
  const has = (list: readonly { readonly name: string }[], name: string): boolean =>
    list.some((entry) => entry.name === name)
  for (const { name, displayName } of applications.filter((one) => !has(known.applications, one.name))) {
    if (!has(known.repositories, name))
      put(documentId('repository', name), { name, kind: 'hosted', gitCloneUrl: `/git/${project}/${name}.git` })
    put(documentId('application', name), {
      name,
      displayName,
      qvsConfigRepository: name,
      qvsConfigPath: usualConfigPath,
    })
  }
  const last = Math.max(0, ...known.environments.map(({ order }) => order))
  const fresh = environments.filter((one) => !has(known.environments, one.name))
  for (const [index, { name, displayName }] of fresh.entries())
    put(documentId('environment', name), {
      name,
      displayName,
      order: last + index + 1,
      provisioningTargets: [{ kind: 'local', namespace: `${project}-${name}` }],
    })
  const isDeployed = (application: string, environment: string): boolean =>
    known.deployments.some((one) => one.application === application && one.environment === environment)
  for (const application of unique([...known.applications, ...applications]))
    for (const environment of unique([...known.environments, ...environments]))
      if (!isDeployed(application.name, environment.name))
        put(documentId('deployment', application.name, environment.name), {
          application: application.name,
          name: environment.name,
          environment: environment.name,
          displayName: `${application.displayName}, ${environment.displayName}`,
        })
  return ok(documents)
}

function unique(named: readonly Named[]): readonly Named[] {
  return [...new Map(named.toReversed().map((one) => [one.name, one])).values()].toReversed()
}
