import { isUnknown } from '#domain/line/draft-world.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { stageKindOf } from '#domain/line/stage-kind.ts'
import type { World } from '#domain/line/world.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'

/** A stage whose Pipeline is not there, though an adapter may bring it: Pipelines are called by their application and what their stage does. */
export interface WaitingStage {
  readonly stage: Stage
  readonly application: string
  /** What its stage is called in adapters. */
  readonly kind: string
}

/** The stages of a line, mostly of one from elsewhere, that wait for an adapter. */
export function waitingStages(line: AssemblyLine, world: World): readonly WaitingStage[] {
  return line.spec.stages.flatMap((stage) => {
    const { pipeline } = stage.spec
    const kind = stageKindOf(stage)
    if (kind === undefined || pipelineNamed(world, pipeline) !== undefined || isUnknown(world, pipeline)) return []
    return [{ stage, application: stage.spec.deployment.app, kind }]
  })
}
