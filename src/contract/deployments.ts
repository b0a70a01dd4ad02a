import { z } from 'zod'
import { idSchema } from '#domain/ids.ts'
import { runStateSchema } from '#domain/run/state-names.ts'
import { liveResourceSchema, rolloutHistoryEntrySchema, runningVersionSchema } from '#domain/target/rollout.ts'
import { endpoint } from './endpoint.ts'

/** What runs in a Deployment and what last happened there. `running` is absent where nothing was ever rolled out. */
export const deploymentStatusSchema = z.object({
  application: z.string(),
  deployment: z.string(),
  environment: z.string(),
  running: runningVersionSchema
    .unwrap()
    .omit({ target: true, documents: true, history: true })
    .extend({ resources: z.array(liveResourceSchema).readonly() })
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

const mostServices = 100

/** The local target knows them before anything runs there. */
export const listServiceAddresses = endpoint({
  name: 'listServiceAddresses',
  method: 'GET',
  path: '/apis/v1/projects/:project/service-addresses',
  access: 'parameters.edit',
  summary: 'Where Services answer, or will answer, in an environment with the local target',
  answer: 'json',
  query: z.object({
    /** May be one that is only drafted. */
    environment: idSchema,
    /** Names of Services, with commas between them. */
    services: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(idSchema).max(mostServices)),
  }),
  response: z.object({ addresses: z.record(z.string(), z.string()) }),
})

export const readDeploymentLog = endpoint({
  name: 'readDeploymentLog',
  method: 'GET',
  path: '/apis/v1/projects/:project/deployments/:application/:deployment/log',
  access: 'project.read',
  summary: "The application's own log as bytes, from an offset, followed when asked",
  answer: 'bytes',
  query: z.object({ from: z.coerce.number().int().nonnegative().default(0), follow: z.enum(['0', '1']).default('0') }),
  response: z.unknown(),
})

/** Shorter values could not be told from ordinary words when logs are masked, and are easily guessed. */
export const shortestSecret = 8

/** Secret values are written, never read; the list says which exist. */
export const listSecrets = endpoint({
  name: 'listSecrets',
  method: 'GET',
  path: '/apis/v1/projects/:project/secrets',
  access: 'project.read',
  summary: 'Names and versions of the secrets kept by the platform, never their values',
  answer: 'json',
  response: z.object({
    secrets: z.array(z.object({ key: z.string(), version: z.string(), environment: z.string(), setAt: z.string() })),
  }),
})

export const writeSecret = endpoint({
  name: 'writeSecret',
  method: 'PUT',
  path: '/apis/v1/projects/:project/secrets/:key',
  access: 'secrets.write',
  summary: 'Sets a secret value for an environment; answers its new version',
  answer: 'json',
  body: z.object({ environment: z.string(), value: z.string().min(shortestSecret).max(65536) }),
  response: z.object({ key: z.string(), version: z.string() }),
  audit: ['environment'],
})
