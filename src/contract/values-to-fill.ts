import { z } from 'zod'
import { placeToFillSchema } from '#domain/parameters/values-to-fill.ts'
import { endpoint } from './endpoint.ts'

export const listValuesToFill = endpoint({
  name: 'listValuesToFill',
  method: 'GET',
  path: '/apis/v1/projects/:project/values-to-fill',
  access: 'project.read',
  summary: 'Deployments that lack values, as published and as my own drafts have them',
  answer: 'json',
  response: z.object({
    places: z.array(
      placeToFillSchema.extend({
        /** Subject of the draft that needs the values; absent if the published documents do. */
        draft: z.string().optional(),
      }),
    ),
  }),
})
