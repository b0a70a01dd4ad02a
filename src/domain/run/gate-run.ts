import { z } from 'zod'
import { lineCommentSchema } from '#domain/gates/line-comments.ts'
import { gateSchema } from '#domain/line/gate.ts'

/** One person's decision at a gate, on the evidence that they saw; `at` is ISO 8601. */
export const decisionSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  decision: z.enum(['approve', 'reject']),
  comment: z.string(),
  /** Digest of the evidence that the person saw. */
  evidence: z.string(),
  at: z.string(),
  /** A scheduled approval: counts only from this time on. */
  notBefore: z.string().optional(),
  /** Answers to the gate's form, by field. */
  answers: z.record(z.string(), z.string()).optional(),
})
export type Decision = z.infer<typeof decisionSchema>

/** The rule of a gate as applied; a gate that is only a calendar needs no approval. */
export const appliedRuleSchema = gateSchema.extend({ requiredApprovals: z.number().int().min(0).default(1) })

/** An emergency: an admin opened the gate against its rules, with a reason that stays visible. */
export const bypassSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  reason: z.string(),
  evidence: z.string(),
  at: z.string(),
  /** Answers to the gate's form, if nobody had approved before. */
  answers: z.record(z.string(), z.string()).optional(),
})
export type Bypass = z.infer<typeof bypassSchema>

/** The approval task of a stage that a gate represents. */
export const askingTaskSchema = z.object({
  stage: z.string(),
  /** Named like its TaskRuns: `<task>/<task of the child>` in a nested Pipeline. */
  task: z.string(),
  taskRun: z.string(),
})
export type AskingTask = z.infer<typeof askingTaskSchema>

/** A gate within a run: its state and who decided what. */
export const gateRunSchema = z.object({
  gate: z.string(),
  state: z.enum(['pending', 'waiting', 'passed', 'rejected', 'timed-out', 'cancelled', 'lifted']),
  evidence: z.string().optional(),
  /** What ran in the held Deployments when the evidence was made, `<app>/<deployment>` to digest. */
  running: z.record(z.string(), z.string()).optional(),
  /** How many people must approve, by the line's rule when it opened; an environment's rule is in `rule`. */
  required: z.number().int().optional(),
  openedAt: z.string().optional(),
  closedAt: z.string().optional(),
  /** Decisions that count now; voided ones are in `voided`. */
  decisions: z.array(decisionSchema).default([]),
  voided: z.array(decisionSchema).default([]),
  /** Approvals that people withdrew themselves. */
  withdrawn: z.array(decisionSchema).optional(),
  /** When the most approvals were voided at once, and how many; the last time, if several are equal. */
  lost: z.object({ at: z.string(), approvals: z.number().int() }).optional(),
  /** Comments on lines of its manifests; kept when the evidence changes. */
  comments: z.array(lineCommentSchema).optional(),
  bypass: bypassSchema.optional(),
  /** For a gate of an approval task. */
  task: askingTaskSchema.optional(),
  /** The rule as last applied, for gates outside the snapshot: live gates of environments, and gates of tasks. */
  rule: appliedRuleSchema.optional(),
})
export type GateRun = z.infer<typeof gateRunSchema>
