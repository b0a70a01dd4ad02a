import { z } from 'zod'
import type { KernelStage } from '../../adapters/kernel/kernel-answer.ts'
import { tektonLeaves } from '../../adapters/compile/tekton-origins.ts'
import { pipelineAnnotations } from '../../adapters/compile/pipeline-annotations.ts'
import { taskName } from '../../adapters/compile/tekton-tasks.ts'
import type { Data } from '../../manifests/emit-yaml.ts'
import { manifestOf, type LeafSource, type Manifest } from '../../manifests/manifest.ts'
import type { StageSnapshot } from '../snapshot.ts'
import { stagePipelineRun } from './stage-pipeline-run.ts'
import type { Run } from '../state.ts'

/** The stages that the kernel traced in the QVS Config of a stage's Pipeline, and the prefix of its Task names. */
export interface TracedStages {
  readonly stages: readonly KernelStage[]
  readonly prefix: string
}

const dataSchema = z.record(z.string(), z.json())

/** A stage's Tekton documents for people to read: PipelineRun, Pipeline and Tasks, each line with its source. */
export function stageDocuments(run: Run, frozen: StageSnapshot, { stages, prefix }: TracedStages): readonly Manifest[] {
  const { annotations } = frozen.pipeline.metadata
  const stage = stages.find(({ name }) => name === annotations?.[pipelineAnnotations.stage]) ?? nothingTraced
  const pipelineRun = dataSchema.parse(
    stagePipelineRun(run, frozen, { at: 'at the start', apiEndpoint: 'of the server' }),
  )
  const pipeline = dataSchema.parse(frozen.pipeline)
  return [
    written('10-pipelinerun.yaml', pipelineRun, tektonLeaves(pipelineRun, stage, { kind: 'PipelineRun' })),
    written('20-pipeline.yaml', pipeline, tektonLeaves(pipeline, stage, { kind: 'Pipeline' })),
    ...frozen.tasks.map((task) => {
      const data = dataSchema.parse(task)
      const made = stage.tasks.find((one) => taskName(one, prefix) === task.metadata.name)
      const leaves = made === undefined ? [] : tektonLeaves(data, stage, { kind: 'Task', task: made })
      return written(`30-task-${task.metadata.name}.yaml`, data, leaves)
    }),
  ]
}

const nothingTraced: KernelStage = { name: '', tasks: [], results: [], adapters: [] }

function written(path: string, data: Readonly<Record<string, Data>>, leaves: readonly LeafSource[]): Manifest {
  return manifestOf({ path, data, leaves, order: 'tekton' })
}
