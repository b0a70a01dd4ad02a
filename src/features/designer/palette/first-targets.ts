import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { applicationOf } from '#domain/line/draft-world.ts'
import { stageKindOf } from '#domain/line/stage-kind.ts'
import type { World } from '#domain/line/world.ts'
import { deploymentNamed } from '#domain/line/world-index.ts'
import { standsOnce } from '../board/place-behind.ts'
import type { LineView } from '../line/line-view.ts'
import { waitingStages } from '../line/waiting-stages.ts'
import type { Targets } from './choose-targets.tsx'

interface Known {
  /** The environment on whose lane it was dropped. */
  readonly environment: string | undefined
  /** The last choice for an adapter. */
  readonly before: Targets | undefined
  /** Ids of the draft's documents. */
  readonly drafted: readonly string[]
}

/**
 * The likeliest targets of an adapter. Applications: those whose stages wait for its Pipelines, else those of the line
 * and the draft without such a stage, those chosen before, those on the line, begun in this draft or using the adapter;
 * else all. Environments: the one it was dropped on, those where stages wait, those chosen before; else all.
 */
export function firstTargets(
  { line, world }: Pick<LineView, 'line' | 'world'>,
  adapters: readonly AdapterDescription[],
  { environment, before, drafted }: Known,
): Targets {
  const kinds = new Set(adapters.flatMap(({ stages }) => stages.map(({ name }) => name)))
  const waiting = waitingStages(line, world).filter(({ kind }) => kinds.has(kind))
  const onLine = line.spec.stages.map(({ spec }) => spec.deployment.app)
  const begun = drafted.flatMap((id) => {
    const { kind, names = [] } = parseDocumentId(id) ?? {}
    return kind === 'application' ? names : []
  })
  const isOnce = adapters.every(({ category }) => standsOnce(category))
  const lacks = lackOf(kinds, { line, world }, isOnce ? 'once' : { environment })
  const applications: readonly (readonly string[])[] = [
    waiting.map(({ application }) => application),
    kinds.size === 0 ? [] : [...onLine, ...begun].filter(lacks),
    // A second way to build is meant for an application that has none yet, even one that is not on the line.
    kinds.size > 0 && isOnce && onLine.length > 0 ? world.applications.map(({ name }) => name).filter(lacks) : [],
    before?.applications ?? [],
    onLine,
    begun,
    withAdapters(world, adapters),
  ]
  const environments: readonly (readonly string[])[] = [
    environment === undefined ? [] : [environment],
    waiting.flatMap(({ stage: { spec } }) => {
      const { app, name } = spec.deployment
      return deploymentNamed(world, app, name)?.environment ?? []
    }),
    before?.environments ?? [],
  ]
  return {
    applications: firstOf(world.applications, applications),
    environments: firstOf(world.environments, environments),
  }
}

/** Whether an application lacks a stage of these kinds: any at all if once is enough, else one for each deployment. */
function lackOf(
  kinds: ReadonlySet<string>,
  { line, world }: Pick<LineView, 'line' | 'world'>,
  where: 'once' | { readonly environment: string | undefined },
): (application: string) => boolean {
  const own = line.spec.stages.filter((stage) => kinds.has(stageKindOf(stage) ?? '')).map(({ spec }) => spec.deployment)
  const applications = new Set(own.map(({ app }) => app))
  if (where === 'once') return (application) => !applications.has(application)
  const served = new Set(own.map(({ app, name }) => `${app}/${name}`))
  return (application) =>
    world.deployments.some(
      (one) =>
        one.application === application &&
        (where.environment ?? one.environment) === one.environment &&
        !served.has(`${application}/${one.name}`),
    )
}

/** The names in the first list that has existing ones, in the project's order; all names if no list has. */
function firstOf(
  there: readonly { readonly name: string }[],
  lists: readonly (readonly string[])[],
): readonly string[] {
  const names = there.map(({ name }) => name)
  for (const list of lists) {
    const wanted = new Set(list)
    const found = names.filter((name) => wanted.has(name))
    if (found.length > 0) return found
  }
  return names
}

/** The applications whose Pipelines come from one of the adapters. */
function withAdapters(world: World, adapters: readonly AdapterDescription[]): readonly string[] {
  const patterns = new Set(adapters.map(({ pattern }) => pattern))
  return world.pipelines.flatMap(({ metadata }) => {
    const own = metadata.annotations?.[pipelineAnnotations.adapters]?.split(',') ?? []
    return own.some((pattern) => patterns.has(pattern)) ? (applicationOf(world, metadata.name) ?? []) : []
  })
}
