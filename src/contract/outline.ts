import { z } from 'zod'
import { applicationSchema, deploymentSchema, environmentSchema, repositorySchema } from '#domain/project.ts'
import { endpoint } from './endpoint.ts'

const outlineSchema = z.object({
  repositories: z.array(repositorySchema),
  applications: z.array(applicationSchema),
  environments: z.array(environmentSchema),
  deployments: z.array(deploymentSchema),
  adapters: z.array(z.object({ pattern: z.string(), name: z.string(), category: z.string() })),
  lines: z.array(
    z.object({
      name: z.string(),
      version: z.number().int(),
      gates: z.array(
        z.object({ name: z.string(), title: z.string(), wanted: z.number().int(), environment: z.string() }),
      ),
    }),
  ),
})
export type Outline = z.infer<typeof outlineSchema>

/**
 * What overviews need of the published documents. Nothing is compiled for it, and the page that asks loads no Tekton
 * schemas.
 */
export const readOutline = endpoint({
  name: 'readOutline',
  method: 'GET',
  path: '/apis/v1/projects/:project/outline',
  access: 'project.read',
  summary: 'The outline of a project: its resources, its lines with their gates, the names of its adapters',
  answer: 'json',
  response: outlineSchema,
})
