import { documentId, type Texts } from '../documents.ts'
import { readResources } from '../project-documents.ts'
import type { Problem } from '../problem.ts'
import { ok, type Result } from '../result.ts'
import { type Known, missing, type Named, projectSetup } from './project-setup.ts'

/** The applications and environments that other drafts add and this one lacks. */
export function namesBegun(
  begun: Texts,
  { applications, environments }: Pick<Known, 'applications' | 'environments'>,
): { readonly applications: readonly string[]; readonly environments: readonly string[] } {
  const resources = readResources(begun)
  const inOrder = resources.environments.toSorted((a, b) => a.order - b.order)
  return {
    applications: missing(namesOf(resources.applications), applications),
    environments: missing(namesOf(inOrder), environments),
  }
}

function namesOf(named: readonly Named[]): readonly string[] {
  return named.map(({ name }) => name)
}

/**
 * Sets up a project like `projectSetup`, but takes over documents from other drafts as they are there, so that publishing either draft leaves no
 * change of them in the other.
 */
export function setupBeside(
  begun: Texts,
  project: string,
  known: Known,
  applications: readonly Named[],
  environments: readonly Named[],
): Result<Texts, Problem> {
  const shared = sharedOf(begun, known, applications, environments)
  const resources = readResources(shared)
  const made = projectSetup(
    project,
    {
      applications: [...known.applications, ...resources.applications],
      environments: [...known.environments, ...resources.environments],
      deployments: [...known.deployments, ...resources.deployments],
      repositories: [...known.repositories, ...resources.repositories],
    },
    applications,
    environments,
  )
  return made.ok ? ok({ ...shared, ...made.value }) : made
}

function sharedOf(begun: Texts, known: Known, applications: readonly Named[], environments: readonly Named[]): Texts {
  const there = readResources(begun)
  const isIn = (list: readonly { readonly name: string }[], name: string): boolean =>
    list.some((one) => one.name === name)
  const ids = [
    ...there.applications
      .filter(({ name }) => isIn(applications, name) && !isIn(known.applications, name))
      .flatMap(({ name, qvsConfigRepository }) => [
        documentId('repository', qvsConfigRepository),
        documentId('application', name),
        documentId('qvs-config', name),
      ]),
    ...there.environments
      .filter(({ name }) => isIn(environments, name) && !isIn(known.environments, name))
      .map(({ name }) => documentId('environment', name)),
    ...there.deployments
      .filter(({ application, environment }) => isIn(applications, application) && isIn(environments, environment))
      .filter(
        (one) =>
          !known.deployments.some(
            ({ application, environment }) => application === one.application && environment === one.environment,
          ),
      )
      .map(({ application, name }) => documentId('deployment', application, name)),
  ]
  return Object.fromEntries(ids.flatMap((id) => (begun[id] === undefined ? [] : [[id, begun[id]]])))
}
