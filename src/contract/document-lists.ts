import { z } from 'zod'
import { documentVersionSchema } from '#domain/documents.ts'
import { endpoint } from './endpoint.ts'

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
