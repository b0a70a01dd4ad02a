import { z } from 'zod'
import { cancelModeSchema, frozenManifestSchema, outcomeSchema, startedByTriggerSchema } from './events.ts'
import { gateRunSchema } from './gate-run.ts'
import { queuedBehindSchema, queuedOnceSchema, queuedSchema } from './turns/queue.ts'
import { runStateSchema } from './state-names.ts'
import { imageDigestSchema } from './retry/image-digests.ts'
import { resolvedParameterSchema } from '#domain/parameters/resolved.ts'
import { pipelineRunSchema } from '#domain/tekton/pipeline.ts'
import { resultValueSchema } from '#domain/tekton/values/params.ts'
import { skippedTaskSchema, taskRunStatusSchema } from '#domain/tekton/run/status.ts'

/** States of a stage. `waiting`: all inputs are there, but a gate or an earlier stage holds it. */
export const stageStateSchema = z.enum(['pending', 'waiting', 'running', 'succeeded', 'failed', 'cancelled', 'skipped'])
export type StageState = z.infer<typeof stageStateSchema>

/** A stage within a run, in its newest attempt; times are ISO 8601. */
export const stageRunSchema = z.object({
  stage: z.string(),
  state: stageStateSchema,
  /** The attempt in which it got its outcome; lower than the current one if carried. */
  attempt: z.number().int().positive(),
  digest: z.string().optional(),
  parameters: z.array(resolvedParameterSchema).default([]),
  manifests: z.array(frozenManifestSchema).default([]),
  pipelineRun: pipelineRunSchema.optional(),
  readyAt: z.string().optional(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** Sequence of the event that ended it: the order of ends, even if the clock was set back. */
  endedBy: z.number().int().positive().optional(),
  reason: z.string().default(''),
  message: z.string().default(''),
  taskRuns: z.array(taskRunStatusSchema).default([]),
  skippedTasks: z.array(skippedTaskSchema).default([]),
  results: z.array(resultValueSchema).default([]),
})
export type StageRun = z.infer<typeof stageRunSchema>

/** A run as the fold of its events; `sequence` is that of the last event folded. Starts are ISO 8601 in UTC. */
export const runSchema = z.object({
  id: z.string(),
  project: z.string(),
  line: z.string(),
  number: z.number().int().positive(),
  note: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  /** Who created the machine token that asked. */
  behind: z.object({ id: z.string(), name: z.string() }).optional(),
  snapshot: z.string(),
  trigger: startedByTriggerSchema.optional(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  state: runStateSchema,
  attempt: z.number().int().positive(),
  attempts: z.array(
    z.object({
      attempt: z.number().int().positive(),
      startedAt: z.string(),
      endedAt: z.string().optional(),
      outcome: outcomeSchema.optional(),
      by: z.object({ id: z.string(), name: z.string() }),
      message: z.string().default(''),
      /** Who cancelled it, and how; the last request counts. */
      cancel: z
        .object({ at: z.string(), by: z.object({ id: z.string(), name: z.string() }), mode: cancelModeSchema })
        .optional(),
      /** Stage digests of that attempt, for comparison with a retry. */
      digests: z.record(z.string(), z.string()).default({}),
    }),
  ),
  stages: z.record(z.string(), stageRunSchema),
  gates: z.record(z.string(), gateRunSchema),
  cancel: cancelModeSchema.optional(),
  /** Digests of its image tags at its start. */
  images: z.array(imageDigestSchema).optional(),
  /** Queues that it waits in now. */
  queues: z.array(queuedSchema).optional(),
  /** Queues that its current attempt has waited in. */
  queued: z.array(queuedOnceSchema).optional(),
  /** The newer run that has ended this one. */
  supersededBy: queuedBehindSchema.optional(),
  results: z.array(z.object({ name: z.string(), value: z.string() })),
  sequence: z.number().int().nonnegative(),
})
export type Run = z.infer<typeof runSchema>
