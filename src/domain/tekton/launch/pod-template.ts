import { z } from 'zod'
import type { PipelineRun, PodTemplate } from '../pipeline.ts'
import type { PipelineTask } from '../task.ts'
import { taskRunSpecOf } from '../run/task-run-rules.ts'
import { volumeSchema, type Volume } from '../volume.ts'

const volumesSchema = z.array(volumeSchema)

/** The Pod template of a task: that of the run, overridden by what the run sets for this task; variables and volumes are merged by name. */
export function podTemplateOf(run: PipelineRun, task: string): PodTemplate | undefined {
  const general = run.spec.taskRunTemplate?.podTemplate
  const own = taskRunSpecOf(run, task)?.podTemplate
  if (general === undefined || own === undefined) return own ?? general
  return {
    ...general,
    ...own,
    env: byName(general.env, own.env),
    volumes: byName(volumesInPod(general), volumesInPod(own)),
  }
}

/** Volumes that a Pod template declares; undefined if they are invalid. */
export function volumesInPod(pod: Readonly<Record<string, unknown>> | undefined): readonly Volume[] | undefined {
  return volumesSchema.safeParse(pod?.['volumes'] ?? []).data
}

/** Volumes that the steps of a task may mount: those of the Task, then those of its Pod template. */
export function volumesFor(run: PipelineRun, { name, taskSpec }: PipelineTask): readonly Volume[] {
  const declared = taskSpec?.volumes ?? []
  const names = new Set(declared.map((volume) => volume.name))
  const ofPod = volumesInPod(podTemplateOf(run, name)) ?? []
  return [...declared, ...ofPod.filter((volume) => !names.has(volume.name))]
}

function byName<T extends { readonly name: string }>(general: readonly T[] = [], own: readonly T[] = []): T[] {
  const names = new Set(own.map(({ name }) => name))
  return [...general.filter(({ name }) => !names.has(name)), ...own]
}
