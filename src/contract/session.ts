import { z } from 'zod'
import { roleSchema } from '#domain/access/roles.ts'
import { personSchema, projectSchema } from '#domain/project.ts'
import { endpoint } from './endpoint.ts'

/** Who is signed in, and their membership in each project. */
export const meSchema = z.object({
  person: personSchema,
  memberships: z.array(z.object({ project: projectSchema, role: roleSchema, teams: z.array(z.string()) })),
})

export const readMe = endpoint({
  name: 'readMe',
  method: 'GET',
  path: '/apis/v1/me',
  access: 'signed-in',
  summary: 'The signed-in person with their projects and roles',
  answer: 'json',
  response: meSchema,
})
