import { z } from 'zod'
import { frozenModuleSchema } from '#domain/adapters/modules/found-module.ts'
import { assemblyLineSchema } from '#domain/line/line.ts'
import { pipelineSchema } from '#domain/tekton/pipeline.ts'
import { taskSchema } from '#domain/tekton/task.ts'
import { resolvedParameterSchema } from '#domain/parameters/resolved.ts'

/** A Git URL and revision of a stage as the commit that the revision stood for, with what its author says where its repository could be asked. */
export const pinnedCommitSchema = z.object({
  parameter: z.string(),
  url: z.string(),
  revision: z.string(),
  commit: z.string(),
  subject: z.string().optional(),
  /** When it was committed, ISO 8601. */
  at: z.string().optional(),
})

/** One stage as it was frozen at the start: its definitions and every value known then, with provenance. */
export const stageSnapshotSchema = z.object({
  stage: z.string(),
  pipeline: pipelineSchema,
  tasks: z.array(taskSchema),
  deployment: z.object({ app: z.string(), name: z.string(), environment: z.string() }),
  parameters: z.array(resolvedParameterSchema),
  /** Deployment Params that expressions of the stage read, by name. */
  values: z.record(z.string(), z.string()).optional(),
  /** QVS Config text that manifests are compiled from, when the stage deploys. */
  qvsConfig: z
    .object({
      document: z.string(),
      text: z.string(),
      version: z.string(),
      /** Modules that it was compiled with; absent in runs from before modules came from Git. */
      modules: z.array(frozenModuleSchema).optional(),
    })
    .optional(),
  /** Git URL and revision of the stage as a commit, by parameter name: a branch name never moves during a run. */
  commits: z.array(pinnedCommitSchema),
})
export type StageSnapshot = z.infer<typeof stageSnapshotSchema>

/** Everything a run will ever read: written once at the start, never changed, covered by `digest`. */
export const snapshotSchema = z.object({
  line: assemblyLineSchema,
  lineVersion: z.object({ number: z.number().int(), digest: z.string() }),
  inputs: z.record(z.string(), z.string()),
  stages: z.array(stageSnapshotSchema),
  /** Adapter modules by name with the commit or digest that was compiled. */
  modules: z.array(frozenModuleSchema),
  /** The run whose version this one brings back, where it does. */
  rollback: z.object({ run: z.string(), number: z.number().int(), stage: z.string() }).optional(),
  /** What cannot be frozen and is therefore listed as not proven. */
  notProven: z.array(z.string()),
})
export type Snapshot = z.infer<typeof snapshotSchema>
