import { z } from 'zod'
import { idSchema } from '#domain/ids.ts'
import { runStateSchema } from '#domain/run/state-names.ts'
import { deliveredSchema, liveResourceSchema, rolloutHistoryEntrySchema } from '#domain/target/rollout.ts'
import { endpoint } from './endpoint.ts'

/** What runs in a Deployment, and what happened there last. Without `running` nothing was ever rolled out. */
export const deploymentStatusSchema = z.object({
  application: z.string(),
  deployment: z.string(),
  environment: z.string(),
  running: deliveredSchema
    .extend({
      resources: z.array(liveResourceSchema).readonly(),
      /** Applied to a target that is not queried, such as a cluster elsewhere: its current state is unknown. */
      isElsewhere: z.boolean().optional(),
    })
    .optional(),
  history: z.array(rolloutHistoryEntrySchema).readonly(),
  lastRun: z.object({ id: z.string(), number: z.number(), state: runStateSchema }).optional(),
})
export type DeploymentStatus = z.infer<typeof deploymentStatusSchema>

export const listDeploymentStatus = endpoint({
  name: 'listDeploymentStatus',
  method: 'GET',
  path: '/apis/v1/projects/:project/deployment-status',
  access: 'project.read',
  summary: 'What runs where: version, since when, replicas, URL, history of every Deployment',
  answer: 'json',
  response: z.object({ deployments: z.array(deploymentStatusSchema) }),
})

/** As far back as the project's newest runs go. */
export const listBuiltImages = endpoint({
  name: 'listBuiltImages',
  method: 'GET',
  path: '/apis/v1/projects/:project/built-images',
  access: 'project.read',
  summary: 'Images that stages of an application have built, by the newest run that gave each, the newest first',
  answer: 'json',
  query: z.object({ application: idSchema }),
  response: z.object({
    images: z.array(z.object({ digest: z.string(), at: z.string(), line: z.string(), number: z.number() })),
  }),
})
