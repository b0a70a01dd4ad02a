import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** A commit of a repository; `message` is the first line, `at` ISO 8601. */
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
    /** False while a hosted repository holds nothing but what the platform has committed. */
    hasCode: z.boolean(),
    /** URL for cloning by hand. */
    cloneUrl: z.string(),
  }),
})
