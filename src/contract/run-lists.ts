import { z } from 'zod'
import { runStateSchema } from '#domain/run/state-names.ts'
import { endpoint } from './endpoint.ts'

export const runSummarySchema = z.object({
  id: z.string(),
  line: z.string(),
  number: z.number().int(),
  state: runStateSchema,
  note: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  attempt: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  /** Environments that a succeeded stage has reached, in board order. */
  reached: z.array(z.string()),
  stages: z.array(
    z.object({
      stage: z.string(),
      state: z.string(),
      environment: z.string(),
      /** How long it worked, once it has ended. */
      milliseconds: z.number().optional(),
    }),
  ),
  results: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Some gate of it was opened past its rules. */
  emergency: z.boolean().optional(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

export const listRuns = endpoint({
  name: 'listRuns',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs',
  access: 'project.read',
  summary: 'Runs, newest first',
  answer: 'json',
  query: z.object({
    line: z.string().optional(),
    state: runStateSchema.optional(),
    before: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ runs: z.array(runSummarySchema), next: z.string().optional() }),
})
