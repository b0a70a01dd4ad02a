import { z } from 'zod'
import { qvsParamTypes } from './qvs-param-type.ts'

/**
 * What a QVS Config makes of one of its parameters: the adapter that is given it, the path to the field that takes it as it is (none where it
 * is part of a text only), and its type.
 */
export const takenParamSchema = z.object({
  adapter: z.string(),
  path: z.array(z.string()).readonly().optional(),
  type: z.enum(qvsParamTypes),
})
export type TakenParam = z.infer<typeof takenParamSchema>
export type TakenParams = Readonly<Record<string, TakenParam>>
