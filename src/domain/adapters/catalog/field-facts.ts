import { z } from 'zod'

const oneConditionSchema = z.object({ name: z.string(), values: z.array(z.json()).optional() })

/**
 * A condition for a field or resource: another field of the same map must have one of the values, or any value if none are listed. All further
 * conditions in `and` must hold too.
 */
export const conditionSchema = oneConditionSchema.extend({ and: z.array(oneConditionSchema).optional() })
export type Condition = z.infer<typeof conditionSchema>

/** What a CUE constraint says about a parameter or option, as answered by the kernel and shown in forms and the catalog. */
export const fieldFactsSchema = z.object({
  name: z.string(),
  /** `struct` has `fields`; `list` and `map` (names chosen freely) have an `item`; `secret` is a reference, never a value. */
  kind: z.enum(['string', 'int', 'number', 'bool', 'list', 'map', 'struct', 'secret', 'any']),
  required: z.boolean(),
  default: z.json().optional(),
  enum: z.array(z.json()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Exclusive limits. */
  above: z.number().optional(),
  below: z.number().optional(),
  pattern: z.string().optional(),
  minLength: z.number().int().optional(),
  maxLength: z.number().int().optional(),
  /** How to show a text: `boolean` (the texts true and false), `duration`, `quantity`, or another format from the adapter's `@form(format=...)`. */
  format: z.string().optional(),
  doc: z.string().default(''),
  /** The constraint as CUE text, for readers. */
  constraint: z.string().default(''),
  when: conditionSchema.optional(),
})
