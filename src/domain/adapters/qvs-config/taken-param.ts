import { z } from 'zod'
import { qvsParamTypes } from './qvs-param-type.ts'

/**
 * How a QVS Config uses one of its parameters: the adapter that gets it, the path of the field that takes it unchanged (none if it is only part of a
 * text), and its type.
 */
export const takenParamSchema = z.object({
  adapter: z.string(),
  path: z.array(z.string()).readonly().optional(),
  type: z.enum(qvsParamTypes),
})
export type TakenParam = z.infer<typeof takenParamSchema>
export type TakenParams = Readonly<Record<string, TakenParam>>
