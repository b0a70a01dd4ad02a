import { z } from 'zod'
import { roleSchema } from '#domain/access/roles.ts'
import { memberSchema } from '#domain/project.ts'
import { endpoint } from './endpoint.ts'

const teamSchema = z.string().trim().min(1).max(60)

/** `person` is the subject of the identity provider, or `email:<address>` for somebody who has not signed in yet. */
export const saveMember = endpoint({
  name: 'saveMember',
  method: 'PUT',
  path: '/apis/v1/projects/:project/members/:person',
  access: 'project.admin',
  summary: 'Adds a member, or changes name, role and teams of one',
  answer: 'json',
  body: z.object({
    name: z.string().trim().min(1).max(200),
    email: z.email().optional(),
    role: roleSchema,
    teams: z.array(teamSchema).max(50).default([]),
  }),
  response: memberSchema,
  audit: ['name', 'role', 'teams'],
})

export const removeMember = endpoint({
  name: 'removeMember',
  method: 'DELETE',
  path: '/apis/v1/projects/:project/members/:person',
  access: 'project.admin',
  summary: 'Takes a member out of the project; the last admin stays',
  answer: 'json',
  response: z.object({}),
})

export const signOutEverywhere = endpoint({
  name: 'signOutEverywhere',
  method: 'POST',
  path: '/apis/v1/me/sign-out-everywhere',
  access: 'signed-in',
  summary: 'Voids every session of the person who asks, in all browsers and on all machines',
  answer: 'json',
  response: z.object({}),
})
