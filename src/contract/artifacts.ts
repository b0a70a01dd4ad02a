import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** The files that `spec.artifacts` of the line names, as the last step left them; files that hold credentials are left out. */
export const listArtifacts = endpoint({
  name: 'listArtifacts',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/artifacts',
  access: 'project.read',
  summary: 'The artifacts of a run: paths in its shared workspace, with their sizes in bytes',
  answer: 'json',
  response: z.object({
    files: z.array(z.object({ path: z.string(), size: z.number().int().nonnegative() })),
    /** There are more than are listed. */
    isMore: z.boolean(),
  }),
})

export const readArtifact = endpoint({
  name: 'readArtifact',
  method: 'GET',
  path: '/apis/v1/projects/:project/runs/:run/artifact',
  access: 'project.read',
  summary: 'The bytes of one artifact of a run',
  answer: 'bytes',
  query: z.object({ path: z.string().min(1).max(1000) }),
  response: z.unknown(),
})
