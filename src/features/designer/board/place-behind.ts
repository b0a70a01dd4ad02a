import type { AdapterCategory } from '#domain/adapters/catalog/description.ts'
import { lineGraph, topologicalOrder } from '#domain/line/graph.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import { deploymentNamed } from '#domain/line/world-index.ts'
import type { InsertPlace } from '../line/edits.ts'

const before: ReadonlySet<AdapterCategory> = new Set(['source', 'build', 'scan'])

/** Whether stages of this category stand once per application, before its environments. */
export function standsOnce(category: AdapterCategory): boolean {
  return before.has(category)
}

/**
 * The place for an application's next stage in an environment: behind its last stage up to there, and before the stage
 * that carries it into the next environment, so that only what passed here goes on.
 */
export function nextPlace(line: AssemblyLine, world: World, application: string, environment: string): InsertPlace {
  const order = new Map(world.environments.map((one) => [one.name, one.order]))
  const rankOf = (stage: Stage): number => {
    const { app, name } = stage.spec.deployment
    return order.get(deploymentNamed(world, app, name)?.environment ?? '') ?? 0
  }
  const wanted = order.get(environment) ?? 0
  const stages = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
  const own = topologicalOrder(lineGraph(line)).flatMap((name) => {
    const stage = stages.get(name)
    return stage?.spec.deployment.app === application ? [stage] : []
  })
  const upTo = own.filter((stage) => rankOf(stage) <= wanted)
  const highest = Math.max(0, ...upTo.map(rankOf))
  const behind = upTo.findLast((stage) => rankOf(stage) === highest)
  const next =
    behind === undefined
      ? undefined
      : own.find((stage) => rankOf(stage) > wanted && stage.runAfter?.includes(behind.name) === true)
  return { environment, application, behind: behind?.name, ...(next === undefined ? {} : { before: [next.name] }) }
}
