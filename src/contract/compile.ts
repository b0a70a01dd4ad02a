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
    /** The adapters in use that the project's catalog does not have: the QVS Config names their modules itself. */
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

/** Manifests of one stage of a line, published or as given: Pipeline, Tasks, PipelineRun and, where it deploys, Kubernetes manifests. */
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
    /** Documents of the caller's change set that replace the published ones, by document id. */
    documents: z.record(z.string(), z.string()).default({}),
    inputs: z.record(z.string(), z.string()).default({}),
    /** Where lines come from: of what is applied and of values, or of Pipelines and Tasks as well, which takes longer the first time. */
    origins: z.enum(['values', 'all']).default('values'),
    /** All documents, or, sooner, only what a stage applies, where it applies something: without origins and parameters. */
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
