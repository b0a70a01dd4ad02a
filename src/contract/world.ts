import { z } from 'zod'
import { adapterDescriptionSchema } from '#domain/adapters/catalog/description.ts'
import { takenParamSchema } from '#domain/adapters/qvs-config/taken-param.ts'
import { applicationSchema, deploymentSchema, environmentSchema, repositorySchema } from '#domain/project.ts'
import { findingSchema } from '#domain/problem.ts'
import { pipelineSchema } from '#domain/tekton/pipeline.ts'
import { taskSchema } from '#domain/tekton/task.ts'
import { endpoint } from './endpoint.ts'

const layers = z.object({
  project: z.record(z.string(), z.string()),
  applications: z.record(z.string(), z.record(z.string(), z.string())),
  environments: z.record(z.string(), z.record(z.string(), z.string())),
})

/** The `World` of `#domain/line/world.ts`, as published. */
export const worldSchema = z.object({
  project: z.string(),
  repositories: z.array(repositorySchema),
  applications: z.array(applicationSchema),
  environments: z.array(environmentSchema),
  deployments: z.array(deploymentSchema),
  pipelines: z.array(pipelineSchema),
  tasks: z.array(taskSchema),
  adapters: z.array(adapterDescriptionSchema),
  layers,
  taken: z.record(z.string(), z.record(z.string(), takenParamSchema)).default({}),
})

export const readWorld = endpoint({
  name: 'readWorld',
  method: 'GET',
  path: '/apis/v1/projects/:project/world',
  access: 'project.read',
  summary: 'Everything that a line of the project can refer to, compiled from what is published',
  answer: 'json',
  response: z.object({ world: worldSchema, findings: z.array(findingSchema) }),
})
