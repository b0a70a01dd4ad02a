import { z } from 'zod'
import { applicationSchema, deploymentSchema, environmentSchema, repositorySchema } from '#domain/project.ts'
import { endpoint } from './endpoint.ts'

/** What overviews need of the published `World`: no pipelines, no tasks, of adapters only how they are called. */
const outlineSchema = z.object({
  repositories: z.array(repositorySchema),
  applications: z.array(applicationSchema),
  environments: z.array(environmentSchema),
  deployments: z.array(deploymentSchema),
  adapters: z.array(z.object({ pattern: z.string(), name: z.string(), category: z.string() })),
})
export type Outline = z.infer<typeof outlineSchema>

/** The endpoint `readWorld` of `world.ts`, of whose answer a page takes only the outline: the first page loads no Tekton schemas. */
export const readOutline = endpoint({
  name: 'readWorld',
  method: 'GET',
  path: '/apis/v1/projects/:project/world',
  access: 'project.read',
  summary: 'The outline of what a line of the project can refer to',
  answer: 'json',
  response: z.object({ world: outlineSchema }),
})
