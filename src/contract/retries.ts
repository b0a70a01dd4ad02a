import { z } from 'zod'
import { retryConditionSchema } from '#domain/run/retry-conditions.ts'
import { endpoint } from './endpoint.ts'

export const readRetry = endpoint({
  name: 'readRetry',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/retry',
  access: 'project.read',
  summary: 'What a snapshot cannot freeze, compared: what a retry of the run would meet',
  answer: 'json',
  response: z.object({ conditions: z.array(retryConditionSchema) }),
})
