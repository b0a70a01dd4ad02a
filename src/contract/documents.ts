import { z } from 'zod'
import { changeSetSchema, conflictSchema, documentVersionSchema } from '#domain/documents.ts'
import { findingSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

const summary = documentVersionSchema.omit({ text: true })

export const listDocuments = endpoint({
  name: 'listDocuments',
  method: 'GET',
  path: '/apis/v1/projects/:project/documents',
  access: 'project.read',
  summary: 'Newest version of every document of a kind',
  answer: 'json',
  query: z.object({ kind: z.string() }),
  response: z.object({ documents: z.array(documentVersionSchema) }),
})

/** Document ids hold slashes, so they travel as a query parameter. The ETag is the digest in quotes. */
export const readDocument = endpoint({
  name: 'readDocument',
  method: 'GET',
  path: '/apis/v1/projects/:project/document',
  access: 'project.read',
  summary: 'One document, its newest or a given version',
  answer: 'json',
  query: z.object({ id: z.string(), version: z.coerce.number().int().positive().optional() }),
  response: documentVersionSchema,
})

export const listVersions = endpoint({
  name: 'listVersions',
  method: 'GET',
  path: '/apis/v1/projects/:project/document/versions',
  access: 'project.read',
  summary: 'All versions of a document, newest first, without their texts',
  answer: 'json',
  query: z.object({ id: z.string() }),
  response: z.object({ versions: z.array(summary) }),
})

/** A conflict answers 412 with `conflicts` beside the problem; one part may also carry `If-Match`. */
export const publishChangeSet = endpoint({
  name: 'publishChangeSet',
  method: 'POST',
  path: '/apis/v1/projects/:project/change-sets',
  access: 'line.edit',
  summary: 'Publishes a change set in one transaction, or nothing of it',
  answer: 'json',
  body: changeSetSchema,
  response: z.object({ versions: z.array(summary), findings: z.array(findingSchema) }),
  status: 201,
  audit: ['message', 'parts'],
})

export const conflictsSchema = z.object({ conflicts: z.array(conflictSchema) })

export const draftSchema = z.object({
  id: z.string(),
  /** What the draft is about, usually a line's document id. */
  subject: z.string(),
  /** Content as the editor keeps it: base digests, texts, history. */
  content: z.unknown(),
  savedAt: z.string(),
})
export type Draft = z.infer<typeof draftSchema>

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
