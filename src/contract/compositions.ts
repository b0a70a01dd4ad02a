import { z } from 'zod'
import { composedManifestSchema, composedStageSchema } from '#domain/adapters/compile/composition.ts'
import { findingSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

export const composeDeployment = endpoint({
  name: 'composeDeployment',
  method: 'POST',
  path: '/apis/v1/projects/:project/deployments/:application/:deployment/composition',
  access: 'project.read',
  summary:
    'What the adapters of a deployment come to together: resources and workflow with who brought each part, and where adapters contradict each other',
  answer: 'json',
  body: z.object({
    /** Documents of the caller's change set that replace published ones, by id. */
    documents: z.record(z.string(), z.string()).default({}),
  }),
  response: z.object({
    environment: z.string(),
    /** The QVS Config's entries, in order. */
    adapters: z.array(z.object({ pattern: z.string(), name: z.string(), line: z.number().int() })),
    manifests: z.array(composedManifestSchema),
    stages: z.array(composedStageSchema),
    /** What is wrong; conflicts carry both sides. */
    findings: z.array(findingSchema),
    /** Whether the adapters could be evaluated together. */
    isUnited: z.boolean(),
  }),
  audit: false,
})
export type Composition = z.infer<typeof composeDeployment.response>

export const checkDeployments = endpoint({
  name: 'checkDeployments',
  method: 'POST',
  path: '/apis/v1/projects/:project/deployments/check',
  access: 'project.read',
  summary: 'What keeps the adapters of deployments from coming to resources with the values that are known',
  answer: 'json',
  body: z.object({
    /** Documents of the caller's change set that replace published ones, by id. */
    documents: z.record(z.string(), z.string()).default({}),
    deployments: z.array(z.object({ application: z.string(), deployment: z.string() })).max(1000),
  }),
  response: z.object({
    /** Deployments with findings, in the order of the request; places are in the QVS Config. */
    deployments: z.array(
      z.object({ application: z.string(), deployment: z.string(), findings: z.array(findingSchema) }),
    ),
  }),
  audit: false,
})
