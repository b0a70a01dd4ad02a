import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** One small event per change in a project, on which lists and badges refetch. */
export const streamProjectEvents = endpoint({
  name: 'streamProjectEvents',
  method: 'GET',
  path: '/apis/v1/projects/:project/events',
  access: 'project.read',
  summary: 'What changed in the project, live',
  answer: 'events',
  response: z.object({
    /** `storage` says that the server's disk is full, and is repeated as long as it is. */
    kind: z.enum(['run', 'gate', 'deployment', 'document', 'repository', 'presence', 'members', 'storage']),
    id: z.string(),
    at: z.string(),
  }),
})
