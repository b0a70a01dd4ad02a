import { z } from 'zod'
import { retentionSchema } from '#domain/run/retention.ts'
import { endpoint } from './endpoint.ts'

const amountSchema = z.object({ runs: z.number().int().nonnegative(), bytes: z.number().nonnegative() })
const takenSchema = z.object({ bytes: z.number().nonnegative(), freeable: z.number().nonnegative() })

/** How long a project keeps what runs leave behind, and how much space that takes. */
export const storageSchema = z.object({
  retention: retentionSchema,
  /** What the workspaces of all runs take. */
  kept: amountSchema,
  /** What these limits would free of it now. */
  freeable: amountSchema,
  /** Bytes of all logs, and what these limits would free. */
  logs: takenSchema,
  /** The same for images, which all projects share. */
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
