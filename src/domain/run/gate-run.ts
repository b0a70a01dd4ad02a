import { z } from 'zod'
import { lineCommentSchema } from '#domain/gates/line-comments.ts'
import { gateSchema } from '#domain/line/gate.ts'

/** What one person said at a gate, for the evidence that they saw; `at` is ISO 8601. */
export const decisionSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  decision: z.enum(['approve', 'reject']),
  comment: z.string(),
  /** Digest of the evidence that the person saw. */
  evidence: z.string(),
  at: z.string(),
  /** The approval counts from then on only: a scheduled one. */
  notBefore: z.string().optional(),
  /** Answers to the gate's form, by field. */
  answers: z.record(z.string(), z.string()).optional(),
})
export type Decision = z.infer<typeof decisionSchema>

/** The rule of a gate as it is applied: one that only keeps a calendar asks for nobody's approval. */
export const appliedRuleSchema = gateSchema.extend({ requiredApprovals: z.number().int().min(0).default(1) })

/** An emergency: an admin opened the gate past its rules, with a reason that stays visible. */
export const bypassSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  reason: z.string(),
  evidence: z.string(),
  at: z.string(),
  /** Answers to the gate's form, where nobody had approved yet. */
  answers: z.record(z.string(), z.string()).optional(),
})
export type Bypass = z.infer<typeof bypassSchema>

/** The approval task of a stage whose question a gate is. */
export const askingTaskSchema = z.object({
  stage: z.string(),
  /** As its TaskRuns are called: `<task>/<task of the child>` in a Pipeline within the stage's. */
  task: z.string(),
  taskRun: z.string(),
})
export type AskingTask = z.infer<typeof askingTaskSchema>

/** A gate within a run: what has become of it, and who has said what. */
export const gateRunSchema = z.object({
  gate: z.string(),
  state: z.enum(['pending', 'waiting', 'passed', 'rejected', 'timed-out', 'cancelled', 'lifted']),
  evidence: z.string().optional(),
  /** What ran in the held Deployments when the evidence was made, `<app>/<deployment>` to a digest. */
  running: z.record(z.string(), z.string()).optional(),
  /** How many have to approve, by the line's rule when it opened; a rule of an environment is in `rule`. */
  required: z.number().int().optional(),
  openedAt: z.string().optional(),
  closedAt: z.string().optional(),
  /** Decisions that count now; voided ones are in `voided`. */
  decisions: z.array(decisionSchema).default([]),
  voided: z.array(decisionSchema).default([]),
  /** Approvals that their own people took back. */
  withdrawn: z.array(decisionSchema).optional(),
  /** When approvals stopped counting, and how many there had been: of such losses the one of most approvals, of equal ones the last. */
  lost: z.object({ at: z.string(), approvals: z.number().int() }).optional(),
  /** What people say about single lines of its manifests; they stay when the evidence changes. */
  comments: z.array(lineCommentSchema).optional(),
  bypass: bypassSchema.optional(),
  /** Of the question of an approval task. */
  task: askingTaskSchema.optional(),
  /** The rule as it was last applied, for gates that stand in no snapshot: those that an environment demands, which are live, and those of tasks. */
  rule: appliedRuleSchema.optional(),
})
export type GateRun = z.infer<typeof gateRunSchema>
