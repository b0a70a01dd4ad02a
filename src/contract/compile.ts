import { z } from 'zod'
import { adapterDescriptionSchema } from '#domain/adapters/catalog/description.ts'
import { lineOriginSchema } from '#domain/manifests/line-origins.ts'
import { findingSchema } from '#domain/problem.ts'
import { pipelineSchema } from '#domain/tekton/pipeline.ts'
import { taskSchema } from '#domain/tekton/task.ts'
import { resolvedParameterSchema } from '#domain/parameters/resolved.ts'
import { endpoint } from './endpoint.ts'

export const compilePipelines = endpoint({
  name: 'compilePipelines',
  method: 'POST',
  path: '/apis/v1/projects/:project/compile/pipelines',
  access: 'project.read',
  summary: 'Compiles the QVS Config of an application, published or as given, to Tekton Pipelines and Tasks',
  answer: 'json',
  body: z.object({ application: z.string(), qvsConfig: z.string().optional() }),
  response: z.object({
    pipelines: z.array(pipelineSchema),
    tasks: z.array(taskSchema),
    /** Adapters in use that are not in the project's catalog, because the QVS Config names their modules itself. */
    adapters: z.array(adapterDescriptionSchema).default([]),
    findings: z.array(findingSchema),
    milliseconds: z.number(),
  }),
  audit: false,
})

/**
 * A document of a stage: for the cluster (`kubernetes`), for Pulumi, or for the engine (`tekton`). `origins` say which lines of the text came
 * from where.
 */
export const manifestSchema = z.object({
  path: z.string(),
  group: z.enum(['kubernetes', 'pulumi', 'tekton']),
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  text: z.string(),
  origins: z.array(lineOriginSchema).default([]),
})
export type ManifestView = z.infer<typeof manifestSchema>

/**
 * The manifests of one stage of a line, published or as given: Pipeline, Tasks, PipelineRun, and Kubernetes manifests
 * if it deploys.
 */
export const previewStage = endpoint({
  name: 'previewStage',
  method: 'POST',
  path: '/apis/v1/projects/:project/preview/stage',
  access: 'project.read',
  summary:
    'Every manifest that a stage would apply, before anything runs; values that come later stand as placeholders',
  answer: 'json',
  body: z.object({
    line: z.string(),
    stage: z.string(),
    /** Documents of the caller's change set that replace published ones, by id. */
    documents: z.record(z.string(), z.string()).default({}),
    inputs: z.record(z.string(), z.string()).default({}),
    /**
     * Which lines get origins: those of applied manifests and values, or Pipelines and Tasks too, which takes longer
     * the first time.
     */
    origins: z.enum(['values', 'all']).default('values'),
    /** All documents with origins and parameters, or, faster, only what the stage applies without them. */
    extent: z.enum(['all', 'applied']).default('all'),
  }),
  response: z.object({
    manifests: z.array(manifestSchema),
    parameters: z.array(resolvedParameterSchema),
    findings: z.array(findingSchema),
    milliseconds: z.number(),
  }),
  audit: false,
})
