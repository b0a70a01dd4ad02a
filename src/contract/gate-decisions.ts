import { z } from 'zod'
import { runSchema } from '#domain/run/state.ts'
import { endpoint } from './endpoint.ts'

export const decideGate = endpoint({
  name: 'decideGate',
  method: 'POST',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate/decisions',
  access: 'gate.decide',
  summary: 'Approves or rejects; 409 when the evidence is not what the person saw',
  answer: 'json',
  body: z.object({
    decision: z.enum(['approve', 'reject']),
    comment: z.string().max(4000).default(''),
    evidence: z.string(),
  }),
  response: runSchema,
})
