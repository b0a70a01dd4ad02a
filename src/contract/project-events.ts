import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** One small event per change of any run or deployment: lists and badges refetch on it. */
export const streamProjectEvents = endpoint({
  name: 'streamProjectEvents',
  method: 'GET',
  path: '/apis/v1/projects/:project/events',
  access: 'project.read',
  summary: 'What changed in the project, live',
  answer: 'events',
  response: z.object({
    /** `storage` says, again and again while it is so, that the disk of the server is full. */
    kind: z.enum(['run', 'gate', 'deployment', 'document', 'repository', 'presence', 'members', 'storage']),
    id: z.string(),
    at: z.string(),
  }),
})
