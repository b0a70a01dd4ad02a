import { z } from 'zod'
import { runStateSchema } from '#domain/run/state-names.ts'
import { endpoint } from './endpoint.ts'

/** Runs that have the right to use a line or deliver to an environment, or wait for it. */
export const queueViewSchema = z.object({
  /** `line/<name>` or `environment/<name>`. */
  queue: z.string(),
  /** In order; those whose turn it is come first and have no `since`. */
  runs: z.array(
    z.object({
      run: z.string(),
      line: z.string(),
      number: z.number(),
      state: runStateSchema,
      since: z.string().optional(),
    }),
  ),
})
export type QueueView = z.infer<typeof queueViewSchema>

export const listQueues = endpoint({
  name: 'listQueues',
  method: 'GET',
  path: '/apis/v1/projects/:project/queues',
  access: 'project.read',
  summary: 'Queues of lines and environments in which runs wait for their turn, in order',
  answer: 'json',
  response: z.object({ queues: z.array(queueViewSchema) }),
})
