import { z } from 'zod'
import { gateSchema } from '#domain/line/line.ts'
import { gateRunSchema } from '#domain/run/gate-run.ts'
import { personSchema } from '#domain/project.ts'
import { roleSchema } from '#domain/access/roles.ts'
import { commitSchema } from './projects.ts'
import { endpoint } from './endpoint.ts'

/** What an approver sees; `digest` binds the decision to exactly this (design 5.5). */
export const evidenceSchema = z.object({
  digest: z.string(),
  manifests: z.array(z.object({ path: z.string(), application: z.string(), now: z.string(), after: z.string() })),
  values: z.array(
    z.object({ application: z.string(), parameter: z.string(), now: z.string(), after: z.string(), setBy: z.string() }),
  ),
  commits: z.array(commitSchema.extend({ application: z.string() })),
  tests: z.array(z.object({ name: z.string(), state: z.string(), seconds: z.number() })),
  running: z.array(z.object({ application: z.string(), version: z.string(), since: z.string() })),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const gateViewSchema = z.object({
  run: z.string(),
  number: z.number().int(),
  line: z.string(),
  note: z.string(),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  environment: z.string(),
  definition: gateSchema,
  gate: gateRunSchema,
  holds: z.array(z.string()),
  waitsBehind: z.array(z.string()),
  people: z.array(
    z.object({
      person: personSchema,
      role: roleSchema,
      /** `may-vote`, `voted`, or why not. */
      standing: z.enum(['may-vote', 'approved', 'rejected', 'requester', 'not-an-approver']),
      at: z.string().optional(),
      comment: z.string().optional(),
    }),
  ),
  approvals: z.number().int(),
  closesAt: z.string().optional(),
  evidence: evidenceSchema.optional(),
})
export type GateView = z.infer<typeof gateViewSchema>

export const listGates = endpoint({
  name: 'listGates',
  method: 'GET',
  path: '/apis/v1/projects/:project/gates',
  access: 'project.read',
  summary: 'Gates that wait for a person, oldest first',
  answer: 'json',
  query: z.object({ mine: z.enum(['0', '1']).default('0') }),
  response: z.object({ gates: z.array(gateViewSchema.omit({ evidence: true })) }),
})

export const readGate = endpoint({
  name: 'readGate',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/gates/:gate',
  access: 'project.read',
  summary: 'A gate with its evidence, compared with what runs now',
  answer: 'json',
  response: gateViewSchema,
})
