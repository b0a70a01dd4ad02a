import { z } from 'zod'
import { idSchema } from '#domain/ids.ts'
import { endpoint } from './endpoint.ts'

/** Links to the old name keep working, triggers follow, and runs keep the name they started with. */
export const renameLine = endpoint({
  name: 'renameLine',
  method: 'POST',
  path: '/apis/v1/projects/:project/lines/:line/rename',
  access: 'line.edit',
  summary: 'Gives a line another name, with its layout and triggers; refused while somebody has a draft of it',
  answer: 'json',
  body: z.object({ name: idSchema, message: z.string().min(1).max(500) }),
  response: z.object({ name: z.string() }),
  audit: ['name'],
})
