import { z } from 'zod'
import { firingSchema, triggerFieldsSchema } from '#domain/triggers/trigger.ts'
import { endpoint } from './endpoint.ts'

/** A trigger as people see it: its settings, when it is due next, and its last outcome. */
export const triggerViewSchema = triggerFieldsSchema.extend({
  id: z.string(),
  /** When it fires next, if it has a schedule. */
  next: z.string().optional(),
  /** Where an external repository has to send its push events. */
  address: z.string().optional(),
  last: firingSchema.optional(),
})
export type TriggerView = z.infer<typeof triggerViewSchema>

const triggers = '/apis/v1/projects/:project/triggers' as const
const kept = ['name', 'line', 'on', 'inputs', 'enabled']

export const listTriggers = endpoint({
  name: 'listTriggers',
  method: 'GET',
  path: triggers,
  access: 'project.read',
  summary: 'What starts runs without a person: pushes and schedules',
  answer: 'json',
  response: z.object({ triggers: z.array(triggerViewSchema) }),
})

export const createTrigger = endpoint({
  name: 'createTrigger',
  method: 'POST',
  path: triggers,
  access: 'line.edit',
  summary: 'Adds a trigger to a line; what was pushed before does not fire it',
  answer: 'json',
  body: triggerFieldsSchema,
  response: triggerViewSchema,
  status: 201,
  audit: kept,
})

export const updateTrigger = endpoint({
  name: 'updateTrigger',
  method: 'PUT',
  path: `${triggers}/:trigger`,
  access: 'line.edit',
  summary: 'Changes a trigger, or switches it off',
  answer: 'json',
  body: triggerFieldsSchema,
  response: triggerViewSchema,
  audit: kept,
})

export const removeTrigger = endpoint({
  name: 'removeTrigger',
  method: 'DELETE',
  path: `${triggers}/:trigger`,
  access: 'line.edit',
  summary: 'Removes a trigger with the list of its firings; its runs stay',
  answer: 'json',
  response: z.object({}),
})

export const listFirings = endpoint({
  name: 'listFirings',
  method: 'GET',
  path: `${triggers}/:trigger/firings`,
  access: 'project.read',
  summary: 'When a trigger was looked at and what came of it, newest first',
  answer: 'json',
  response: z.object({ firings: z.array(firingSchema) }),
})

export const fireTrigger = endpoint({
  name: 'fireTrigger',
  method: 'POST',
  path: `${triggers}/:trigger/fire`,
  access: 'run.start',
  summary: 'Fires a trigger by hand: for a push, with the newest commit of its repository',
  answer: 'json',
  response: firingSchema,
})

/**
 * Takes push messages of GitHub (`X-Hub-Signature-256`) and GitLab (`X-Gitlab-Token`); the same push never starts two
 * runs.
 */
export const receivePush = endpoint({
  name: 'receivePush',
  method: 'POST',
  path: `${triggers}/:trigger/push`,
  access: 'signed-url',
  summary: 'Tells of a push to a repository elsewhere; signed with the secret of the trigger',
  answer: 'json',
  response: firingSchema,
  status: 202,
  audit: false,
})
