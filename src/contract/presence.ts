import { z } from 'zod'
import { documentIdSchema } from '#domain/documents.ts'
import { endpoint } from './endpoint.ts'

/** Somebody else who has a document open, in however many tabs. */
export const viewerSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Since when. */
  since: z.string(),
  /** When they last changed their draft of it; absent for readers. */
  editedAt: z.string().optional(),
})
export type Viewer = z.infer<typeof viewerSchema>

/** Repeated while the tab is open; answers who else is there. Project events tell when to ask earlier. */
export const announcePresence = endpoint({
  name: 'announcePresence',
  method: 'PUT',
  path: '/apis/v1/projects/:project/presence/:tab',
  access: 'project.read',
  summary: 'Says that I have a document open, and hears who else has',
  answer: 'json',
  body: z.object({ document: documentIdSchema, editedAt: z.iso.datetime().optional() }),
  response: z.object({ others: z.array(viewerSchema) }),
  audit: false,
})

export const endPresence = endpoint({
  name: 'endPresence',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/presence/:tab',
  access: 'project.read',
  summary: 'Says that the tab is closed',
  answer: 'json',
  response: z.object({}),
  audit: false,
})
