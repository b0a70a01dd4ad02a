import { z } from 'zod'
import { concurrencySchema } from './concurrency.ts'
import { gateSchema } from './gate.ts'

/** An input of a line (`spec.params`): asked for when it starts, unless it has a default. */
export const lineInputSchema = z.looseObject({
  name: z.string().min(1),
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.string().optional(),
})
export type LineInput = z.infer<typeof lineInputSchema>

/** A stage's explicit parameter binding; the value may hold `$(inputs.x)`, `$(params.x)` and `$(stages.s.results.r)` (Value Stream). */
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
  /** Our optional addition: runs skip the stage, but its links stay. */
  disabled: z.boolean().optional(),
})
export type Stage = z.infer<typeof stageSchema>

/** The AssemblyLine manifest (`vs.axis-dev.io/v1`, Value Stream) with our optional `gates`. Unknown fields are kept. */
export const assemblyLineSchema = z.looseObject({
  apiVersion: z.literal('vs.axis-dev.io/v1'),
  kind: z.literal('AssemblyLine'),
  metadata: z.looseObject({ name: z.string().min(1), annotations: z.record(z.string(), z.string()).nullish() }),
  spec: z.looseObject({
    params: z.array(lineInputSchema).nullish(),
    results: z.array(z.looseObject({ name: z.string().min(1), value: z.string() })).nullish(),
    artifacts: z.array(z.looseObject({ path: z.string() })).nullish(),
    gates: z.array(gateSchema).nullish(),
    /** Our optional addition: whether runs of the line wait for or end one another; without it they are independent. */
    concurrency: concurrencySchema.optional(),
    stages: z.array(stageSchema).min(1),
  }),
})
export type AssemblyLine = z.infer<typeof assemblyLineSchema>
