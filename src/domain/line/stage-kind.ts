import type { Stage } from './line.ts'

/**
 * A stage's name in adapters, if its Pipeline's name tells: compiled Pipelines are named after their application, a hyphen and the stage (Value
 * Stream).
 */
export function stageKindOf({ spec: { pipeline, deployment } }: Stage): string | undefined {
  const prefix = `${deployment.app}-`
  return pipeline.startsWith(prefix) && pipeline.length > prefix.length ? pipeline.slice(prefix.length) : undefined
}
