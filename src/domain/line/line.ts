import { z } from 'zod'
import { concurrencySchema } from './concurrency.ts'

export const lineInputSchema = z.looseObject({
  name: z.string().min(1),
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.string().optional(),
})
export type LineInput = z.infer<typeof lineInputSchema>

/** An explicit binding of a stage: the value may hold `$(inputs.x)`, `$(params.x)` and `$(stages.s.results.r)` (value-stream 3.2). */
export const stageParamSchema = z.looseObject({ name: z.string().min(1), value: z.string() })

/** One stage: a Pipeline bound to one Deployment. `runAfter` and `gates` are siblings of `spec`. */
export const stageSchema = z.looseObject({
  name: z.string().min(1),
  spec: z.looseObject({
    pipeline: z.string().min(1),
    deployment: z.looseObject({ app: z.string().min(1), name: z.string().min(1) }),
    params: z.array(stageParamSchema).nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  runAfter: z.array(z.string()).nullish(),
  /** Our optional addition: names of the gates in `spec.gates` that this stage waits for. */
  gates: z.array(z.string()).nullish(),
  /** Our optional addition: runs leave the stage out, while it stays wired. */
  disabled: z.boolean().optional(),
})
export type Stage = z.infer<typeof stageSchema>

/** Who may decide at a gate: any person listed, any of the roles, any of the teams. */
export const approversSchema = z.object({
  people: z.array(z.string()).optional(),
  roles: z.array(z.string()).optional(),
  teams: z.array(z.string()).optional(),
})

/** A question that whoever approves answers; the answers are results of the gate, `$(gates.<gate>.results.<field>)`. */
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
 * Our optional addition `spec.gates[]` (design 5.5). `timeout` is a Go duration; without one the gate waits for ever, with `approve` the gate
 * passes when nobody has rejected in time. Requester and committers (authors of the commits in the evidence) can be kept from approving.
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

/** The AssemblyLine manifest (`vs.axis-dev.io/v1`, value-stream 3.1) with our optional `gates`. Unknown fields are kept. */
export const assemblyLineSchema = z.looseObject({
  apiVersion: z.literal('vs.axis-dev.io/v1'),
  kind: z.literal('AssemblyLine'),
  metadata: z.looseObject({ name: z.string().min(1), annotations: z.record(z.string(), z.string()).nullish() }),
  spec: z.looseObject({
    params: z.array(lineInputSchema).nullish(),
    results: z.array(z.looseObject({ name: z.string().min(1), value: z.string() })).nullish(),
    artifacts: z.array(z.looseObject({ path: z.string() })).nullish(),
    gates: z.array(gateSchema).nullish(),
    /** Our optional addition: how the runs of the line stand to each other; without it they do not wait for one another. */
    concurrency: concurrencySchema.optional(),
    stages: z.array(stageSchema).min(1),
  }),
})
export type AssemblyLine = z.infer<typeof assemblyLineSchema>
