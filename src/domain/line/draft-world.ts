import type { AdapterDescription } from '../adapters/catalog/description.ts'
import { takenParams } from '../adapters/qvs-config/taken-params.ts'
import { documentId, parseDocumentId, type Texts } from '../documents.ts'
import type { History } from '../history.ts'
import { readResources, type ProjectResources } from '../project-documents.ts'
import { keptAnnotation, keptPipelineId, readKeptPipeline } from '../tekton/bundle/kept-pipeline.ts'
import { parseParameterSet } from '../parameters/parameter-set.ts'
import type { Deployment } from '../project.ts'
import type { Pipeline } from '../tekton/pipeline.ts'
import type { Task } from '../tekton/task.ts'
import type { World } from './world.ts'
import { applicationNamed, deploymentNamed } from './world-index.ts'

/** The compiled result of each QVS Config in the draft, by application. */
export type Compiled = Readonly<
  Record<
    string,
    {
      readonly text: string
      readonly pipelines: readonly Pipeline[]
      readonly tasks: readonly Task[]
      /** Adapters that the project's catalog does not have. */
      readonly adapters?: readonly AdapterDescription[]
    }
  >
>

/** The result of a QVS Config that does not compile, or is not compiled yet. */
export const notCompiled: Compiled[string] = { text: '', pipelines: [], tasks: [] }

/** The published world with the draft's resources, parameter sets and compiled QVS Configs in place of the published ones. */
export function draftWorld(world: World, texts: Texts, compiled: Compiled): World {
  if (Object.keys(texts).length === 0) return world
  const uncompiled = Object.keys(compiled).filter((application) => compiled[application] === notCompiled)
  const drafted = { ...world, ...draftResources(world, texts), ...(uncompiled.length === 0 ? {} : { uncompiled }) }
  const units = Object.entries(compiled).filter(
    ([application, unit]) => texts[documentId('qvs-config', application)] === unit.text,
  )
  if (units.length === 0) return drafted
  const replaced = new Set(units.map(([application]) => application))
  const isKept = ({ metadata }: Pipeline | Task): boolean =>
    metadata.annotations?.[keptAnnotation] !== undefined || !replaced.has(applicationOf(drafted, metadata.name) ?? '')
  return {
    ...drafted,
    pipelines: [...drafted.pipelines.filter(isKept), ...units.flatMap(([, unit]) => unit.pipelines)],
    tasks: [...world.tasks.filter(isKept), ...units.flatMap(([, unit]) => unit.tasks)],
    adapters: withOwn(
      world.adapters,
      units.flatMap(([, unit]) => unit.adapters ?? []),
    ),
    taken: { ...world.taken, ...Object.fromEntries(units.map(([name, { text }]) => [name, takenParams(text)])) },
  }
}

/** Returns the same list if nothing changed, so that nothing derived from it is recomputed. */
function withOwn(known: World['adapters'], own: readonly AdapterDescription[]): World['adapters'] {
  if (own.length === 0) return known
  return [...new Map([...known, ...own].map((adapter) => [adapter.pattern, adapter])).values()]
}

/**
 * Keeps the last known Pipelines where the current ones are unknown: their text is broken while somebody types, or the QVS Config they come from
 * is not compiled.
 */
export function keepKnown(now: World, before: World | undefined, texts: Texts): World {
  if (before === undefined) return now
  const names = new Set(now.pipelines.map(({ metadata }) => metadata.name))
  const isUnread = ({ metadata }: Pipeline): boolean => {
    const document = metadata.annotations?.[keptAnnotation]
    return document !== undefined && !names.has(metadata.name) && (texts[document] ?? '').trim() !== ''
  }
  const isUnsure = ({ metadata }: Pipeline | Task): boolean =>
    metadata.annotations?.[keptAnnotation] === undefined && isUnknown(now, metadata.name)
  const unread = before.pipelines.filter(isUnread)
  if (unread.length === 0 && now.uncompiled === undefined) return now
  const known = <T extends Pipeline | Task>(those: readonly T[], earlier: readonly T[]): readonly T[] => [
    ...those.filter((one) => !isUnsure(one)),
    ...earlier.filter(isUnsure),
  ]
  return {
    ...now,
    pipelines: [...known(now.pipelines, before.pipelines), ...unread],
    tasks: known(now.tasks, before.tasks),
    taken: {
      ...now.taken,
      ...Object.fromEntries((now.uncompiled ?? []).map((name) => [name, before.taken?.[name] ?? {}])),
    },
  }
}

/** Earlier texts of a document in the history, newest first, without duplicates. */
export function textsBefore({ past, present }: History<Texts>, id: string): readonly string[] {
  const texts = past.toReversed().flatMap(({ document }) => document[id] ?? [])
  return [...new Set(texts)].filter((text) => text !== present[id] && text.trim() !== '')
}

/** For each drafted Pipeline that cannot be read, the newest readable text in the history. */
export function readableBefore(history: History<Texts>): Texts {
  return Object.fromEntries(
    Object.entries(history.present).flatMap(([id, text]) => {
      const { kind, names: [name = ''] = [] } = parseDocumentId(id) ?? {}
      if (kind !== 'pipeline' || text.trim() === '' || readKeptPipeline(name, text).ok) return []
      const before = textsBefore(history, id).find((earlier) => readKeptPipeline(name, earlier).ok)
      return before === undefined ? [] : [[id, before]]
    }),
  )
}

/** Whether a Pipeline may come from a QVS Config whose compiled result is currently unknown. */
export function isUnknown(world: World, pipeline: string): boolean {
  return world.uncompiled !== undefined && world.uncompiled.includes(applicationOf(world, pipeline) ?? '')
}

/** The application that a compiled name belongs to: the longest application name that prefixes it. */
export function applicationOf(world: Pick<World, 'applications'>, name: string): string | undefined {
  for (let dash = name.lastIndexOf('-'); dash > 0; dash = name.lastIndexOf('-', dash - 1)) {
    const application = applicationNamed(world, name.slice(0, dash))
    if (application !== undefined) return application.name
  }
  return undefined
}

type Resources = Omit<ProjectResources, 'findings' | 'modules'>

function draftResources(world: World, texts: Texts): Resources {
  const read = readResources(texts)
  const urls = new Map(world.repositories.map(({ name, gitCloneUrl }) => [name, gitCloneUrl]))
  const deployments = replaced(world.deployments, read.deployments, texts, deploymentDocument)
  const hasSets = Object.keys(texts).some((id) => id.startsWith('parameters/'))
  return {
    repositories: replaced(world.repositories, read.repositories, texts, ({ name }) =>
      documentId('repository', name),
    ).map((repository) => {
      // Documents of hosted repositories have only the path; the platform knows the address.
      const gitCloneUrl = urls.get(repository.name)
      const isTold = repository.kind !== 'hosted' || gitCloneUrl === undefined || gitCloneUrl === repository.gitCloneUrl
      return isTold ? repository : { ...repository, gitCloneUrl }
    }),
    applications: replaced(world.applications, read.applications, texts, ({ name }) => documentId('application', name)),
    environments: replaced(world.environments, read.environments, texts, ({ name }) =>
      documentId('environment', name),
    ).toSorted((a, b) => a.order - b.order),
    pipelines: replaced(world.pipelines, read.pipelines, texts, ({ metadata }) => keptPipelineId(metadata.name)),
    deployments:
      !hasSets && deployments === world.deployments
        ? deployments
        : deployments.map((deployment) => {
            const set = texts[documentId('parameters', deployment.application, deployment.name)]
            if (set !== undefined) return { ...deployment, ...parseParameterSet(set) }
            const before = deploymentNamed(world, deployment.application, deployment.name)
            if (before === deployment) return deployment
            const { config, secrets, credentials } = before ?? deployment
            return { ...deployment, config, secrets, credentials }
          }),
    layers: draftLayers(world, read, texts),
  }
}

function deploymentDocument({ application, name }: Pick<Deployment, 'application' | 'name'>): string {
  return documentId('deployment', application, name)
}

/** Overlays the draft's resources on the published ones: new ones come last, deleted ones go, unreadable ones stay as published. */
function replaced<T>(
  published: readonly T[],
  drafted: readonly T[],
  texts: Texts,
  idOf: (resource: T) => string,
): readonly T[] {
  // Returns the same object if the draft has no documents of the kind, so that nothing derived from it is recomputed.
  if (drafted.length === 0 && !published.some((resource) => texts[idOf(resource)]?.trim() === '')) return published
  const own = new Map(drafted.map((resource) => [idOf(resource), resource]))
  const kept = published
    .filter((resource) => texts[idOf(resource)]?.trim() !== '')
    .map((resource) => own.get(idOf(resource)) ?? resource)
  const known = new Set(published.map(idOf))
  return [...kept, ...drafted.filter((resource) => !known.has(idOf(resource)))]
}

function draftLayers({ layers }: World, read: ProjectResources, texts: Texts): World['layers'] {
  const layersOf = (
    kind: 'application' | 'environment',
    published: World['layers']['applications'],
    drafted: World['layers']['applications'],
  ) => ({
    ...Object.fromEntries(
      Object.entries(published).filter(([name]) => texts[documentId('parameters', kind, name)]?.trim() !== ''),
    ),
    ...drafted,
  })
  return {
    project: texts['parameters/project'] === undefined ? layers.project : read.layers.project,
    applications: layersOf('application', layers.applications, read.layers.applications),
    environments: layersOf('environment', layers.environments, read.layers.environments),
  }
}
