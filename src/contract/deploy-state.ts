import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const state =
  '/apis/v1/projects/:project/applications/:application/deployments/:deployment/deploy-state/:state' as const
// What other clients of these addresses report about themselves; our tasks are identified by their token.
const taskRun = z.object({ taskrun_name: z.string().optional(), taskrun_uid: z.string().optional() })

/**
 * An address for reading the state of the Deployment's last change, valid for ten minutes. Without a state it answers
 * 404.
 */
export const signDeployStateRead = endpoint({
  name: 'signDeployStateRead',
  method: 'POST',
  path: `${state}/action/signed-url-to-get`,
  access: 'task',
  summary: "A URL from which the task reads its Deployment's state",
  answer: 'json',
  query: taskRun,
  response: z.string(),
})

/** An address for writing the state, valid for ten minutes. */
export const signDeployStateWrite = endpoint({
  name: 'signDeployStateWrite',
  method: 'POST',
  path: `${state}/action/signed-url-to-put`,
  access: 'task',
  summary: "A URL to which the task writes its Deployment's state",
  answer: 'json',
  query: taskRun,
  response: z.string(),
})

/** The archive itself (`application/gzip`); the address was signed for reading. */
export const readDeployState = endpoint({
  name: 'readDeployState',
  method: 'GET',
  path: '/apis/v1/deploy-state/:grant',
  access: 'signed-url',
  summary: 'Reads a deploy state',
  answer: 'bytes',
  response: z.undefined(),
})

/** The body is the archive itself (`application/gzip`), not JSON; the address was signed for writing. */
export const writeDeployState = endpoint({
  name: 'writeDeployState',
  method: 'PUT',
  path: '/apis/v1/deploy-state/:grant',
  access: 'signed-url',
  summary: 'Keeps a deploy state; the earlier ones are kept for a while',
  answer: 'json',
  response: z.object({ bytes: z.number() }),
})
