import { z } from 'zod'

export const decisionSchema = z.object({
  person: z.object({ id: z.string(), name: z.string() }),
  decision: z.enum(['approve', 'reject']),
  comment: z.string(),
  /** Digest of the evidence that the person saw. */
  evidence: z.string(),
  at: z.string(),
})
export type Decision = z.infer<typeof decisionSchema>

export const gateRunSchema = z.object({
  gate: z.string(),
  state: z.enum(['pending', 'waiting', 'passed', 'rejected', 'timed-out', 'cancelled']),
  evidence: z.string().optional(),
  /** What ran in the held Deployments when the evidence was made, `<app>/<deployment>` to a digest. */
  running: z.record(z.string(), z.string()).optional(),
  openedAt: z.string().optional(),
  closedAt: z.string().optional(),
  /** Decisions that count now; voided ones are in `voided`. */
  decisions: z.array(decisionSchema).default([]),
  voided: z.array(decisionSchema).default([]),
})
export type GateRun = z.infer<typeof gateRunSchema>
