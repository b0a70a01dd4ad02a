import { z } from 'zod'
import type { PipelineRun } from './pipeline.ts'
import type { PipelineTask } from './task.ts'
import { taskRunSpecOf } from './task-run-rules.ts'
import { volumeSchema, type Volume } from './volume.ts'

const volumesSchema = z.array(volumeSchema)

/** Volumes that a Pod's template declares; undefined where it writes something else in their place. */
export function volumesInPod(pod: Readonly<Record<string, unknown>> | undefined): readonly Volume[] | undefined {
  return volumesSchema.safeParse(pod?.['volumes'] ?? []).data
}

/** Volumes that the steps of a task may mount: those that the Task declares, then those of its Pod's template. */
export function volumesFor(run: PipelineRun, { name, taskSpec }: PipelineTask): readonly Volume[] {
  const ofPod = volumesInPod(taskRunSpecOf(run, name)?.podTemplate ?? run.spec.taskRunTemplate?.podTemplate) ?? []
  const declared = taskSpec?.volumes ?? []
  const names = new Set(declared.map((volume) => volume.name))
  return [...declared, ...ofPod.filter((volume) => !names.has(volume.name))]
}
