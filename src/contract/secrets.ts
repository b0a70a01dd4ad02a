import { z } from 'zod'
import { idPattern } from '#domain/ids.ts'
import { endpoint } from './endpoint.ts'

/** Shorter values are easily guessed, and masking them in logs would mask ordinary words. */
export const shortestSecret = 8

/** Secret values can be written but never read; the list says which exist. */
export const listSecrets = endpoint({
  name: 'listSecrets',
  method: 'GET',
  path: '/apis/v1/projects/:project/secrets',
  access: 'project.read',
  summary: 'Names and versions of the secrets kept by the platform, never their values',
  answer: 'json',
  response: z.object({
    secrets: z.array(
      z.object({
        key: z.string(),
        version: z.string(),
        /** The stored versions, newest first. */
        versions: z.array(z.string()),
        environment: z.string(),
        setAt: z.string(),
      }),
    ),
  }),
})

export const writeSecret = endpoint({
  name: 'writeSecret',
  method: 'PUT',
  path: '/apis/v1/projects/:project/secrets/:key',
  access: 'secrets.write',
  summary: 'Sets a secret value for an environment; answers its new version',
  answer: 'json',
  body: z.object({ environment: z.string().regex(idPattern), value: z.string().min(shortestSecret).max(65536) }),
  response: z.object({ key: z.string(), version: z.string() }),
  audit: ['environment'],
})

export const removeSecret = endpoint({
  name: 'removeSecret',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/secrets/:key/environments/:environment',
  access: 'secrets.write',
  summary: 'Forgets all values of a secret for an environment; one that is set again goes on counting its versions',
  answer: 'json',
  response: z.object({}),
})
