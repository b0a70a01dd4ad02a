import type { Application, Deployment } from '../project.ts'
import type { Pipeline } from '../tekton/pipeline.ts'
import type { World } from './world.ts'

// Worlds are immutable, so an index stays valid; lines with thousands of stages look up every name several times.
const pipelines = new WeakMap<readonly Pipeline[], ReadonlyMap<string, Pipeline>>()
const applications = new WeakMap<readonly Application[], ReadonlyMap<string, Application>>()
const deployments = new WeakMap<readonly Deployment[], ReadonlyMap<string, Deployment>>()

export function pipelineNamed(world: Pick<World, 'pipelines'>, name: string): Pipeline | undefined {
  const known = pipelines.get(world.pipelines)
  if (known !== undefined) return known.get(name)
  // Reversed so that the first entry of a name wins, as in a linear search.
  const index = new Map(world.pipelines.toReversed().map((entry) => [entry.metadata.name, entry]))
  pipelines.set(world.pipelines, index)
  return index.get(name)
}

export function applicationNamed(world: Pick<World, 'applications'>, name: string): Application | undefined {
  const known = applications.get(world.applications)
  if (known !== undefined) return known.get(name)
  const index = new Map(world.applications.toReversed().map((entry) => [entry.name, entry]))
  applications.set(world.applications, index)
  return index.get(name)
}

export function deploymentNamed(
  world: Pick<World, 'deployments'>,
  application: string,
  name: string,
): Deployment | undefined {
  const key = `${application}/${name}`
  const known = deployments.get(world.deployments)
  if (known !== undefined) return known.get(key)
  const index = new Map(world.deployments.toReversed().map((entry) => [`${entry.application}/${entry.name}`, entry]))
  deployments.set(world.deployments, index)
  return index.get(key)
}
