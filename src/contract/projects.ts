import { z } from 'zod'
import { memberSchema, projectSchema } from '#domain/project.ts'
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

export const commitSchema = z.object({
  commit: z.string(),
  message: z.string(),
  author: z.string(),
  authorEmail: z.string().optional(),
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

/** One small event per change of any run or deployment: lists and badges refetch on it. */
export const streamProjectEvents = endpoint({
  name: 'streamProjectEvents',
  method: 'GET',
  path: '/apis/v1/projects/:project/events',
  access: 'project.read',
  summary: 'What changed in the project, live',
  answer: 'events',
  response: z.object({
    kind: z.enum(['run', 'gate', 'deployment', 'document', 'repository', 'presence']),
    id: z.string(),
    at: z.string(),
  }),
})
