import { z } from 'zod'
import { engineKinds } from '#domain/tekton/engine-kind.ts'
import { endpoint } from './endpoint.ts'

/** What the page needs before anybody signs in. */
export const configSchema = z.object({
  version: z.string(),
  mode: z.enum(['server', 'demo']),
  identity: z.object({
    kind: z.enum(['auth0', 'oidc', 'demo']),
    /** Issuer with trailing slash; the embedded one has this origin. */
    issuer: z.string(),
    clientId: z.string(),
    audience: z.string(),
    embedded: z.boolean(),
  }),
  engine: z.object({ kind: z.enum(engineKinds), isolation: z.string(), caution: z.string().optional() }),
})
export type Config = z.infer<typeof configSchema>

export const readConfig = endpoint({
  name: 'readConfig',
  method: 'GET',
  path: '/apis/v1/config',
  access: 'public',
  summary: 'Version, identity provider and engine of this installation',
  answer: 'json',
  response: configSchema,
})
