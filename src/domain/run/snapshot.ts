import { z } from 'zod'
import { frozenModuleSchema } from '#domain/adapters/modules/found-module.ts'
import { assemblyLineSchema } from '#domain/line/line.ts'
import { pipelineSchema } from '#domain/tekton/pipeline.ts'
import { taskSchema } from '#domain/tekton/task.ts'
import { resolvedParameterSchema } from '#domain/parameters/resolved.ts'

/** A Git URL and revision of a stage, resolved to a commit, with author and message if the repository could be asked. */
export const pinnedCommitSchema = z.object({
  parameter: z.string(),
  url: z.string(),
  revision: z.string(),
  commit: z.string(),
  subject: z.string().optional(),
  /** When it was committed, ISO 8601. */
  at: z.string().optional(),
})

/** One stage as frozen at the start of the run: its definitions and every value known then, with provenance. */
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
      /** Modules that it was compiled with; absent in old runs, from before modules came from Git. */
      modules: z.array(frozenModuleSchema).optional(),
    })
    .optional(),
  /** Commits by parameter name, so that a branch does not move during a run. */
  commits: z.array(pinnedCommitSchema),
})
export type StageSnapshot = z.infer<typeof stageSnapshotSchema>

/** Everything that a run reads: written once at its start, never changed, identified by its digest. */
export const snapshotSchema = z.object({
  line: assemblyLineSchema,
  lineVersion: z.object({ number: z.number().int(), digest: z.string() }),
  inputs: z.record(z.string(), z.string()),
  stages: z.array(stageSnapshotSchema),
  /** Adapter modules by name with the commit or digest that was compiled. */
  modules: z.array(frozenModuleSchema),
  /** For a rollback: the run whose version this one restores. */
  rollback: z.object({ run: z.string(), number: z.number().int(), stage: z.string() }).optional(),
  /** What cannot be frozen, and is listed as not proven. */
  notProven: z.array(z.string()),
})
export type Snapshot = z.infer<typeof snapshotSchema>
