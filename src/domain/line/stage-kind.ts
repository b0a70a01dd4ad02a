import type { Stage } from './line.ts'

/**
 * What the stage of a Pipeline is called in adapters, where its name says so: Pipelines are compiled with the name of their application and a
 * hyphen before it (Value Stream).
 */
export function stageKindOf({ spec: { pipeline, deployment } }: Stage): string | undefined {
  const prefix = `${deployment.app}-`
  return pipeline.startsWith(prefix) && pipeline.length > prefix.length ? pipeline.slice(prefix.length) : undefined
}
