import { z } from 'zod'
import { changeSetSchema, conflictSchema, documentVersionSchema } from '#domain/documents.ts'
import { findingSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

const summary = documentVersionSchema.omit({ text: true })

/** Document ids contain slashes, so they are a query parameter. The ETag is the digest with the version behind it; `If-Match` takes it, or the digest alone. */
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

/** For documents that may not exist, such as a line that was never published: that is an answer, not an error. */
export const findDocument = endpoint({
  name: 'findDocument',
  method: 'GET',
  path: '/apis/v1/projects/:project/document/newest',
  access: 'project.read',
  summary: 'The newest version of a document, or none where it is not there yet',
  answer: 'json',
  query: z.object({ id: z.string() }),
  response: z.object({ document: documentVersionSchema.optional() }),
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

/** A conflict answers 412 with `conflicts` beside the problem. A single part may also carry `If-Match`. */
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

/** Sent with `version-conflict` (412): the parts that somebody else has changed, with their current versions. */
export const conflictsSchema = z.object({ conflicts: z.array(conflictSchema) })
