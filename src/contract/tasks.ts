import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/**
 * Endpoints for running tasks. Their token names run, attempt, stage and Deployment, and is valid while the stage runs.
 */
export const readTaskManifests = endpoint({
  name: 'readTaskManifests',
  method: 'GET',
  path: '/apis/v1/task/manifests',
  access: 'task',
  summary: "The stage's frozen manifests",
  answer: 'json',
  response: z.object({ documents: z.array(z.object({ path: z.string(), text: z.string() })) }),
})

/** The body is the archive itself (`application/gzip`), not JSON. */
export const uploadImage = endpoint({
  name: 'uploadImage',
  method: 'POST',
  path: '/apis/v1/task/images',
  access: 'task',
  summary: 'Stores a packaged application by content',
  answer: 'json',
  response: z.object({ digest: z.string() }),
  status: 201,
})

export const startRollout = endpoint({
  name: 'startRollout',
  method: 'POST',
  path: '/apis/v1/task/rollouts',
  access: 'task',
  summary: "Rolls manifests out to the stage's own Deployment",
  answer: 'json',
  body: z.object({ documents: z.array(z.string()) }),
  response: z.object({ rollout: z.string() }),
  status: 202,
})

export const readRollout = endpoint({
  name: 'readRollout',
  method: 'GET',
  path: '/apis/v1/task/rollouts/:rollout',
  access: 'task',
  summary: 'Waits up to `wait` seconds for a rollout to end',
  answer: 'json',
  query: z.object({ wait: z.coerce.number().int().min(0).max(30).default(0) }),
  response: z.object({
    state: z.enum(['progressing', 'ready', 'failed']),
    message: z.string(),
    urls: z.array(z.object({ service: z.string(), url: z.string() })),
    replicas: z.object({ ready: z.number(), wanted: z.number() }),
    events: z.array(z.string()),
  }),
})
