import { z } from 'zod'
import { appliedRuleSchema, askingTaskSchema, bypassSchema, decisionSchema } from './gate-run.ts'
import { lineCommentSchema } from '#domain/gates/line-comments.ts'
import { queuedBehindSchema } from './turns/queue.ts'
import { imageDigestSchema } from './retry/image-digests.ts'
import { resolvedParameterSchema } from '#domain/parameters/resolved.ts'
import { pipelineRunSchema } from '#domain/tekton/pipeline.ts'
import { resultValueSchema } from '#domain/tekton/values/params.ts'
import { skippedTaskSchema, taskRunStatusSchema } from '#domain/tekton/run/status.ts'

const by = z.object({ id: z.string(), name: z.string() })
/** Tekton's three ways to end a run before its time. */
export const cancelModeSchema = z.enum(['Cancelled', 'CancelledRunFinally', 'StoppedRunFinally'])
const base = { at: z.string() }
const inAttempt = { ...base, attempt: z.number().int().positive() }
const ofStage = { ...inAttempt, stage: z.string() }
const ofGate = { ...inAttempt, gate: z.string() }

/** The trigger that started a run. An untrusted one from outside never runs without a sandbox. */
export const startedByTriggerSchema = z.object({
  id: z.string(),
  name: z.string(),
  isUntrusted: z.boolean().optional(),
})

/** A generated manifest as frozen for a stage. */
export const frozenManifestSchema = z.object({ path: z.string(), text: z.string() })

/** How a stage ended. */
export const outcomeSchema = z.enum(['succeeded', 'failed', 'cancelled', 'skipped'])
export type Outcome = z.infer<typeof outcomeSchema>

/**
 * What happened in a run, in order: the only source of truth (decision 8). `at` is ISO 8601 in UTC. Stored events never change: a new meaning
 * gets a new kind, a new field is optional.
 */
export const runEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run-started'),
    ...base,
    line: z.string(),
    number: z.number().int(),
    note: z.string(),
    by,
    /** Who created the machine token that asked. At gates they count as the requester. */
    behind: by.optional(),
    snapshot: z.string(),
    trigger: startedByTriggerSchema.optional(),
    /** Names of all stages and gates, so that the fold knows them from the start. */
    stages: z.array(z.string()).optional(),
    gates: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('attempt-started'),
    ...inAttempt,
    by,
    /** Stages that keep their outcome and results from an earlier attempt. */
    carried: z.array(z.string()),
    /** Gates that stay passed because the digest of their evidence is equal. */
    carriedGates: z.array(z.string()),
    /** Stages that run again from their first task. */
    restarted: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('stage-ready'),
    ...ofStage,
    /** Digest over definitions, values, manifests, adapter commits. */
    digest: z.string(),
    parameters: z.array(resolvedParameterSchema),
    manifests: z.array(frozenManifestSchema),
  }),
  z.object({ kind: z.literal('stage-started'), ...ofStage, pipelineRun: pipelineRunSchema }),
  z.object({ kind: z.literal('task-changed'), ...ofStage, taskRun: taskRunStatusSchema }),
  /** Tasks of a running stage that will not run, named like its TaskRuns. Each is reported once. */
  z.object({ kind: z.literal('tasks-skipped'), ...ofStage, tasks: z.array(skippedTaskSchema) }),
  z.object({
    kind: z.literal('stage-ended'),
    ...ofStage,
    outcome: outcomeSchema,
    reason: z.string(),
    message: z.string(),
    results: z.array(resultValueSchema),
    skippedTasks: z.array(skippedTaskSchema),
    /** Values with which nothing could be compiled. */
    parameters: z.array(resolvedParameterSchema).optional(),
  }),
  z.object({
    kind: z.literal('gate-opened'),
    ...ofGate,
    evidence: z.string(),
    /** Approvals that the line's rule demands. */
    required: z.number().int().optional(),
    /** What ran in the held Deployments at that time, `<app>/<deployment>` to digest. Retries compare with it. */
    running: z.record(z.string(), z.string()).optional(),
    /** The rule, for gates that an environment demands or that belong to an approval task. */
    rule: appliedRuleSchema.optional(),
    task: askingTaskSchema.optional(),
  }),
  /** Digests of the run's image tags at its start, as far as registries answered. */
  z.object({ kind: z.literal('images-found'), ...inAttempt, images: z.array(imageDigestSchema) }),
  z.object({ kind: z.literal('gate-decided'), ...ofGate, decision: decisionSchema }),
  z.object({ kind: z.literal('gate-vote-withdrawn'), ...ofGate, person: z.string() }),
  z.object({ kind: z.literal('gate-commented'), ...ofGate, comment: lineCommentSchema }),
  z.object({ kind: z.literal('gate-comment-removed'), ...ofGate, comment: z.string() }),
  /** The evidence changed while the gate waited: earlier approvals are void, and the gate asks again. */
  z.object({
    kind: z.literal('gate-voided'),
    ...ofGate,
    evidence: z.string(),
    reason: z.string(),
    running: z.record(z.string(), z.string()).optional(),
  }),
  z.object({
    kind: z.literal('gate-closed'),
    ...ofGate,
    /** `lifted`: the environment no longer demands it. */
    outcome: z.enum(['passed', 'rejected', 'timed-out', 'cancelled', 'lifted']),
    bypass: bypassSchema.optional(),
    rule: appliedRuleSchema.optional(),
  }),
  /** Only in old runs, from before approval tasks were gates. */
  z.object({
    kind: z.literal('task-answered'),
    ...ofStage,
    /** Named like its TaskRuns: `<task>/<task of the child>` in a nested Pipeline. */
    task: z.string(),
    /** The TaskRun that asked; absent in old runs. */
    taskRun: z.string().optional(),
    decision: decisionSchema,
  }),
  /** The run waits for its turn. Repeated when another run gets the turn first. */
  z.object({ kind: z.literal('queue-joined'), ...inAttempt, queue: z.string(), behind: queuedBehindSchema }),
  /** The run's turn has come, or it left the queue. */
  z.object({ kind: z.literal('queue-left'), ...inAttempt, queue: z.string() }),
  /** A newer run of the line waits in the same place and supersedes this one. */
  z.object({ kind: z.literal('run-superseded'), ...inAttempt, newer: queuedBehindSchema }),
  z.object({
    kind: z.literal('cancel-requested'),
    ...inAttempt,
    by,
    mode: cancelModeSchema,
  }),
  z.object({
    kind: z.literal('attempt-ended'),
    ...inAttempt,
    outcome: outcomeSchema,
    message: z.string(),
    results: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
])
export type RunEvent = z.infer<typeof runEventSchema>

/** An event as stored: `sequence` counts from 1 within its run and is the cursor of the stream. */
export const storedRunEventSchema = z.object({
  run: z.string(),
  sequence: z.number().int().positive(),
  event: runEventSchema,
})
export type StoredRunEvent = z.infer<typeof storedRunEventSchema>
