import { z } from 'zod'
import type { Texts } from '#domain/documents.ts'
import { endpoint } from './endpoint.ts'

/** A person's change set that is not published yet; nobody else reads it. `savedAt` is ISO 8601. */
export const draftSchema = z.object({
  id: z.string(),
  /** What the draft is about, usually a line's document id. */
  subject: z.string(),
  /** Content as the editor keeps it: base digests, texts, history. */
  content: z.unknown(),
  savedAt: z.string(),
})
export type Draft = z.infer<typeof draftSchema>

const draftedSchema = z.object({ texts: z.record(z.string(), z.string()) })

/** The texts that the content of a draft holds, by document id; none where it is of another form. */
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
