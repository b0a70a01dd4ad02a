import { z } from 'zod'
import { retentionSchema } from '#domain/run/retention.ts'
import { endpoint } from './endpoint.ts'

const amountSchema = z.object({ runs: z.number().int().nonnegative(), bytes: z.number().nonnegative() })
const takenSchema = z.object({ bytes: z.number().nonnegative(), freeable: z.number().nonnegative() })

/** How long a project keeps what runs leave behind, and the room that it takes. */
export const storageSchema = z.object({
  retention: retentionSchema,
  /** What the workspaces of all runs take. */
  kept: amountSchema,
  /** What of it these limits free now. */
  freeable: amountSchema,
  /** What all logs take in bytes, and what of it these limits free now. */
  logs: takenSchema,
  /** The same of images, which all projects have in common. */
  images: takenSchema,
})
export type Storage = z.infer<typeof storageSchema>

export const readRetention = endpoint({
  name: 'readRetention',
  method: 'GET',
  path: '/apis/v1/projects/:project/retention',
  access: 'project.read',
  summary:
    'How long workspaces, logs and images of runs are kept, what they take, and what the limits (or other ones, to try them) would free',
  answer: 'json',
  query: z.object({
    doneDays: z.coerce.number().optional(),
    retryDays: z.coerce.number().optional(),
    gibibytes: z.coerce.number().optional(),
    logDays: z.coerce.number().optional(),
    imageDays: z.coerce.number().optional(),
    imageGibibytes: z.coerce.number().optional(),
  }),
  response: storageSchema,
})

export const writeRetention = endpoint({
  name: 'writeRetention',
  method: 'PUT',
  path: '/apis/v1/projects/:project/retention',
  access: 'project.admin',
  summary: 'Sets how long workspaces, logs and images of runs are kept; nothing is removed at once',
  answer: 'json',
  body: retentionSchema,
  response: storageSchema,
  audit: ['doneDays', 'retryDays', 'gibibytes', 'logDays', 'imageDays', 'imageGibibytes'],
})

export const removeWorkspaces = endpoint({
  name: 'removeWorkspaces',
  method: 'POST',
  path: '/apis/v1/projects/:project/retention/clean',
  access: 'project.admin',
  summary: 'Removes now what the limits say, which happens by itself every few hours',
  answer: 'json',
  response: storageSchema,
})
