import { z } from 'zod'
import { auditEntrySchema, auditOutcomes } from '#domain/access/audit.ts'
import { endpoint } from './endpoint.ts'

const filterSchema = z.object({
  text: z.string().max(200).optional(),
  person: z.string().optional(),
  action: z.string().optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})

export const searchAudit = endpoint({
  name: 'searchAudit',
  method: 'GET',
  path: '/apis/v1/projects/:project/audit',
  access: 'project.admin',
  summary: 'Every change, decision and denied attempt, newest first',
  answer: 'json',
  query: filterSchema.extend({
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ entries: z.array(auditEntrySchema), next: z.number().int().optional() }),
})

export const exportAudit = endpoint({
  name: 'exportAudit',
  method: 'GET',
  path: '/apis/v1/projects/:project/audit/export',
  access: 'project.admin',
  summary: 'The audit log as newline-delimited JSON or CSV, newest first',
  answer: 'bytes',
  query: filterSchema.extend({ format: z.enum(['ndjson', 'csv']).default('ndjson') }),
  response: z.unknown(),
})
