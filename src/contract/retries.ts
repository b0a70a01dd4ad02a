import { z } from 'zod'
import { retryConditionSchema } from '#domain/run/retry/retry-conditions.ts'
import { endpoint } from './endpoint.ts'

export const readRetry = endpoint({
  name: 'readRetry',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/retry',
  access: 'project.read',
  summary:
    'What a retry, or a restart from a stage, would run again and keep, and what a snapshot cannot freeze, compared',
  answer: 'json',
  query: z.object({ from: z.string().optional() }),
  response: z.object({
    /** Stages that would run again, and those that keep their outcome, in the line's order. */
    again: z.array(z.string()),
    kept: z.array(z.string()),
    /** Gates that would not ask again. */
    gatesKept: z.array(z.string()),
    conditions: z.array(retryConditionSchema),
  }),
})
