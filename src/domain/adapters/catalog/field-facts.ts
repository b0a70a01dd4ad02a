import { z } from 'zod'

const oneConditionSchema = z.object({ name: z.string(), values: z.array(z.json()).optional() })

/**
 * What is there only when another field has one of the values, or any value where none are said: a field of the same map, or a resource. `and`
 * names further ones, all of which have to hold.
 */
export const conditionSchema = oneConditionSchema.extend({ and: z.array(oneConditionSchema).optional() })
export type Condition = z.infer<typeof conditionSchema>

/** What a CUE constraint says of one parameter or option: the kernel answers it, forms and the catalog show it. */
export const fieldFactsSchema = z.object({
  name: z.string(),
  /** `struct` has `fields`; `list` and `map` (names chosen freely) have an `item`; `secret` is a reference, never a value. */
  kind: z.enum(['string', 'int', 'number', 'bool', 'list', 'map', 'struct', 'secret', 'any']),
  required: z.boolean(),
  default: z.json().optional(),
  enum: z.array(z.json()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Limits that are none of the values themselves. */
  above: z.number().optional(),
  below: z.number().optional(),
  pattern: z.string().optional(),
  minLength: z.number().int().optional(),
  maxLength: z.number().int().optional(),
  /** How to show a text: `boolean` (the texts true and false), `duration`, `quantity`, or what else an adapter says with `@form(format=...)`. */
  format: z.string().optional(),
  doc: z.string().default(''),
  /** The constraint as CUE text, for readers. */
  constraint: z.string().default(''),
  when: conditionSchema.optional(),
})
