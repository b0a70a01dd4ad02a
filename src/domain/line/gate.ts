import { z } from 'zod'

/** Who may decide at a gate: any listed person, role or team. */
export const approversSchema = z.object({
  people: z.array(z.string()).optional(),
  roles: z.array(z.string()).optional(),
  teams: z.array(z.string()).optional(),
})

/** A question for the approver; the answer becomes a result of the gate, `$(gates.<gate>.results.<field>)`. */
export const gateFieldSchema = z.object({
  name: z.string().regex(/^[A-Za-z][\w-]*$/),
  title: z.string().optional(),
  type: z.enum(['text', 'number', 'boolean', 'choice']).default('text'),
  options: z.array(z.string()).optional(),
  default: z.string().optional(),
  required: z.boolean().default(true),
})
export type GateField = z.infer<typeof gateFieldSchema>

/**
 * Our optional addition `spec.gates[]` (decision 15). `timeout` is a Go duration. Without one, the gate waits for ever; with `approve`, it passes if
 * nobody rejects in time. The requester and the committers (authors of the commits in the evidence) can be barred from approving.
 */
export const gateSchema = z.looseObject({
  name: z.string().min(1),
  title: z.string().optional(),
  instructions: z.string().optional(),
  requiredApprovals: z.number().int().min(1).default(1),
  approvers: approversSchema.default({}),
  requesterMayApprove: z.boolean().default(false),
  committersMayApprove: z.boolean().default(true),
  form: z.array(gateFieldSchema).optional(),
  timeout: z.string().optional(),
  onTimeout: z.enum(['reject', 'approve']).default('reject'),
})
export type Gate = z.infer<typeof gateSchema>
