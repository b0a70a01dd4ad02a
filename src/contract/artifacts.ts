import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const ofRun = '/apis/v1/projects/:project/runs/:run/artifacts' as const

/**
 * The files that the line's `spec.artifacts` names, as the last step left them, without files that contain credentials.
 */
export const listArtifacts = endpoint({
  name: 'listArtifacts',
  method: 'GET',
  path: ofRun,
  access: 'project.read',
  summary: 'The artifacts of a run: paths in its shared workspace, with their sizes in bytes',
  answer: 'json',
  response: z.object({
    files: z.array(z.object({ path: z.string(), size: z.number().int().nonnegative() })),
    /** Whether there are more than are listed. */
    isMore: z.boolean(),
    /** When the artifacts were removed together with the workspace; ISO 8601. */
    removedAt: z.string().optional(),
  }),
})

/**
 * Downloads have no session, so the browser gets an address signed for one minute; with a path, for that file alone.
 */
export const linkArtifacts = endpoint({
  name: 'linkArtifacts',
  method: 'GET',
  path: `${ofRun}/link`,
  access: 'project.read',
  summary: 'An address from which the artifacts of a run can be downloaded for a minute',
  answer: 'json',
  query: z.object({ path: z.string().min(1).max(1000).optional() }),
  response: z.object({ url: z.string() }),
})

/** A `.tar.gz` of all, or the bytes of one file. */
export const downloadArtifacts = endpoint({
  name: 'downloadArtifacts',
  method: 'GET',
  path: '/apis/v1/artifact-downloads/:grant',
  access: 'signed-url',
  summary: 'Downloads artifacts of a run',
  answer: 'bytes',
  response: z.unknown(),
})
