import { projectSchema } from '#domain/project.ts'
import { endpoint } from './endpoint.ts'

/** Any project's admin may create another project, and becomes its first admin. */
export const createProject = endpoint({
  name: 'createProject',
  method: 'POST',
  path: '/apis/v1/projects',
  access: 'signed-in',
  summary: 'Begins an empty project, with whoever asks as its admin',
  answer: 'json',
  body: projectSchema,
  response: projectSchema,
  status: 201,
})
