import { z } from 'zod'
import { templateSchema } from '#domain/templates/template.ts'
import { endpoint } from './endpoint.ts'

/** The browser fills in a template and publishes the result as one change set. */
export const listTemplates = endpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/apis/v1/projects/:project/templates',
  access: 'project.read',
  summary: 'Templates of lines: a line with the QVS Configs, deployments and environments that it needs',
  answer: 'json',
  response: z.object({ templates: z.array(templateSchema) }),
})
