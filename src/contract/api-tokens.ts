import { z } from 'zod'
import { roleSchema } from '#domain/access/roles.ts'
import { scopeSchema } from '#domain/access/scopes.ts'
import { endpoint } from './endpoint.ts'

/** Everything about a token but the token itself. */
export const apiTokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['personal', 'machine']),
  person: z.object({ id: z.string(), name: z.string() }),
  role: roleSchema.optional(),
  scopes: z.array(scopeSchema),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().optional(),
})
export type ApiTokenView = z.infer<typeof apiTokenViewSchema>

export const listApiTokens = endpoint({
  name: 'listApiTokens',
  method: 'GET',
  path: '/apis/v1/projects/:project/tokens',
  access: 'project.read',
  summary: "One's own tokens; for admins those of everybody and of machines",
  answer: 'json',
  response: z.object({ tokens: z.array(apiTokenViewSchema) }),
})

export const createApiToken = endpoint({
  name: 'createApiToken',
  method: 'POST',
  path: '/apis/v1/projects/:project/tokens',
  access: 'project.read',
  summary: 'A token for the API and the command line; shown once. Machine tokens are made by admins',
  answer: 'json',
  body: z.object({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(['personal', 'machine']).default('personal'),
    /** The role of a machine. Machines do not approve, so never approver or admin. */
    role: z.enum(['reader', 'developer']).optional(),
    scopes: z.array(scopeSchema).min(1),
    days: z.number().int().min(1).max(365).default(30),
  }),
  response: apiTokenViewSchema.extend({ token: z.string() }),
  status: 201,
  audit: ['name', 'kind', 'role', 'scopes', 'days'],
})

export const removeApiToken = endpoint({
  name: 'removeApiToken',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/tokens/:token',
  access: 'project.read',
  summary: "Voids a token at once: one's own, or any for admins",
  answer: 'json',
  response: z.object({}),
})
