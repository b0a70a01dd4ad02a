import { isUnknown } from '#domain/line/draft-world.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { stageKindOf } from '#domain/line/stage-kind.ts'
import type { World } from '#domain/line/world.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'

/** A stage whose Pipeline does not exist, but whose name says which adapter would bring it: `<application>-<kind>`. */
export interface WaitingStage {
  readonly stage: Stage
  readonly application: string
  /** The adapters' name for such a stage. */
  readonly kind: string
}

/** The stages that wait for an adapter; mostly those of an imported line. */
export function waitingStages(line: AssemblyLine, world: World): readonly WaitingStage[] {
  return line.spec.stages.flatMap((stage) => {
    const { pipeline } = stage.spec
    const kind = stageKindOf(stage)
    if (kind === undefined || pipelineNamed(world, pipeline) !== undefined || isUnknown(world, pipeline)) return []
    return [{ stage, application: stage.spec.deployment.app, kind }]
  })
}
