import { z } from 'zod'
import { paramSchema } from './values/params.ts'
import { envVarSchema, objectMetaSchema, pipelineSpecSchema, securityContextSchema } from './task.ts'
import { volumeSourceFields } from './volume.ts'

/** Fields of a Pod template that matter without Pods: the environment, which overrides that of steps, and the security context, which does not. */
const podTemplateSchema = z.looseObject({
  env: z.array(envVarSchema).optional(),
  securityContext: securityContextSchema.optional(),
})
export type PodTemplate = z.infer<typeof podTemplateSchema>

/** A Pipeline (`tekton.dev/v1`), with the fields that are used here; others are kept. */
export const pipelineSchema = z.looseObject({
  apiVersion: z.enum(['tekton.dev/v1', 'tekton.dev/v1beta1']),
  kind: z.literal('Pipeline'),
  metadata: objectMetaSchema,
  spec: pipelineSpecSchema,
})
export type Pipeline = z.infer<typeof pipelineSchema>

/** Time limits of a run, its tasks and its `finally`, as Tekton durations (`1h30m`); `0` means no limit. */
export const timeoutsSchema = z.looseObject({
  pipeline: z.string().optional(),
  tasks: z.string().optional(),
  finally: z.string().optional(),
})

/** A workspace as a run binds it: empty, a claim (a folder that outlives the run), or files from Secrets and ConfigMaps. */
export const workspaceBindingSchema = z.looseObject({
  name: z.string(),
  subPath: z.string().optional(),
  ...volumeSourceFields,
  /** A claim that belongs to the run. */
  volumeClaimTemplate: z.looseObject({}).optional(),
})
export type WorkspaceBinding = z.infer<typeof workspaceBindingSchema>

/** Settings of a run for a single pipeline task. */
export const taskRunSpecSchema = z.looseObject({
  pipelineTaskName: z.string(),
  timeout: z.string().optional(),
  podTemplate: podTemplateSchema.optional(),
  serviceAccountName: z.string().optional(),
})

export type TaskRunSpec = z.infer<typeof taskRunSpecSchema>

/** `spec` of a PipelineRun as engines receive it: `pipelineSpec` is inlined and every task of it has a `taskSpec` (or is a custom task). */
export const pipelineRunSpecSchema = z.looseObject({
  pipelineSpec: pipelineSpecSchema,
  params: z.array(paramSchema).optional(),
  workspaces: z.array(workspaceBindingSchema).optional(),
  timeouts: timeoutsSchema.optional(),
  taskRunTemplate: z
    .looseObject({ podTemplate: podTemplateSchema.optional(), serviceAccountName: z.string().optional() })
    .optional(),
  taskRunSpecs: z.array(taskRunSpecSchema).optional(),
  status: z.enum(['Cancelled', 'CancelledRunFinally', 'StoppedRunFinally', 'PipelineRunPending']).optional(),
})

/** A PipelineRun of one stage. `metadata.name` is deterministic, so that "already exists" means "adopt it". */
export const pipelineRunSchema = z.looseObject({
  apiVersion: z.literal('tekton.dev/v1'),
  kind: z.literal('PipelineRun'),
  metadata: objectMetaSchema,
  spec: pipelineRunSpecSchema,
})
export type PipelineRun = z.infer<typeof pipelineRunSchema>
