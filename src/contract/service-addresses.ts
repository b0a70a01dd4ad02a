import { z } from 'zod'
import { idSchema } from '#domain/ids.ts'
import { endpoint } from './endpoint.ts'

const mostServices = 100

/** The local target knows them before anything runs there. */
export const listServiceAddresses = endpoint({
  name: 'listServiceAddresses',
  method: 'GET',
  path: '/apis/v1/projects/:project/service-addresses',
  access: 'parameters.edit',
  summary: 'Where Services answer, or will answer, in an environment with the local target',
  answer: 'json',
  query: z.object({
    /** May exist in a draft only. */
    environment: idSchema,
    /** Names of Services, separated by commas. */
    services: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(idSchema).max(mostServices)),
  }),
  response: z.object({ addresses: z.record(z.string(), z.string()) }),
})
