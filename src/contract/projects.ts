import { z } from 'zod'
import { adapterDescriptionSchema } from '#domain/adapters/description.ts'
import {
  applicationSchema,
  deploymentSchema,
  environmentSchema,
  memberSchema,
  projectSchema,
  repositorySchema,
} from '#domain/project.ts'
import { pipelineSchema } from '#domain/tekton/pipeline.ts'
import { taskSchema } from '#domain/tekton/task.ts'
import { findingSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

export const readProject = endpoint({
  name: 'readProject',
  method: 'GET',
  path: '/apis/v1/projects/:project',
  access: 'project.read',
  summary: 'A project with its members',
  answer: 'json',
  response: z.object({ project: projectSchema, members: z.array(memberSchema) }),
})

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

export const commitSchema = z.object({
  commit: z.string(),
  message: z.string(),
  author: z.string(),
  at: z.string(),
})

export const listCommits = endpoint({
  name: 'listCommits',
  method: 'GET',
  path: '/apis/v1/projects/:project/repositories/:repository/commits',
  access: 'project.read',
  summary: 'The newest commits of a branch, with branches and tags to choose from',
  answer: 'json',
  query: z.object({ revision: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  response: z.object({
    commits: z.array(commitSchema),
    branches: z.array(z.string()),
    tags: z.array(z.string()),
    defaultBranch: z.string(),
    /** URL to clone by hand, for hosted repositories. */
    cloneUrl: z.string(),
  }),
})

export const createGitToken = endpoint({
  name: 'createGitToken',
  method: 'POST',
  path: '/apis/v1/projects/:project/git-tokens',
  access: 'repository.push',
  summary: 'A token of one day for pushing to the hosted repositories by hand; shown once',
  answer: 'json',
  response: z.object({ user: z.string(), token: z.string(), expiresAt: z.string() }),
  status: 201,
})
