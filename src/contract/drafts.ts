import { z } from 'zod'
import type { Texts } from '#domain/documents.ts'
import { endpoint } from './endpoint.ts'

/** A person's unpublished change set, which nobody else can read. `savedAt` is ISO 8601. */
export const draftSchema = z.object({
  id: z.string(),
  /** What the draft is about, usually a line's document id. */
  subject: z.string(),
  /** As the editor stores it: base digests, texts, history. */
  content: z.unknown(),
  savedAt: z.string(),
})
export type Draft = z.infer<typeof draftSchema>

const draftedSchema = z.object({ texts: z.record(z.string(), z.string()) })

/** The texts in a draft's content, by document id; none if its format is unknown. */
export function draftedTexts(content: unknown): Texts {
  return draftedSchema.safeParse(content).data?.texts ?? {}
}

export const listDrafts = endpoint({
  name: 'listDrafts',
  method: 'GET',
  path: '/apis/v1/projects/:project/drafts',
  access: 'project.read',
  summary: 'My own drafts in the project',
  answer: 'json',
  query: z.object({ subject: z.string().optional() }),
  response: z.object({ drafts: z.array(draftSchema) }),
})

export const saveDraft = endpoint({
  name: 'saveDraft',
  method: 'PUT',
  path: '/apis/v1/projects/:project/drafts/:draft',
  access: 'line.edit',
  summary: 'Keeps my draft; nobody else sees it',
  answer: 'json',
  body: draftSchema.pick({ subject: true, content: true }),
  response: draftSchema,
  audit: false,
})

export const deleteDraft = endpoint({
  name: 'deleteDraft',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/drafts/:draft',
  access: 'line.edit',
  summary: 'Drops my draft',
  answer: 'json',
  response: z.object({}),
  audit: false,
})
