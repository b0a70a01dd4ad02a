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
