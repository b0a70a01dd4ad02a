import { z } from 'zod'

/** A parameter or result value of Tekton: a string, an array of strings, or an object of strings. */
export const paramValueSchema = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())])
export type ParamValue = z.infer<typeof paramValueSchema>

/** Types of parameters and results. Without a type, a parameter has that of its default, else `string`. */
export const paramTypeSchema = z.enum(['string', 'array', 'object'])
export type ParamType = z.infer<typeof paramTypeSchema>

/** A declared parameter (`ParamSpec` of Tekton v1). */
export const paramSpecSchema = z.looseObject({
  name: z.string(),
  type: paramTypeSchema.optional(),
  description: z.string().optional(),
  default: paramValueSchema.optional(),
  enum: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.looseObject({ type: z.string().optional() })).optional(),
})
export type ParamSpec = z.infer<typeof paramSpecSchema>

/** A given parameter: name and value; strings in the value may contain `$(...)`. */
export const paramSchema = z.looseObject({ name: z.string(), value: paramValueSchema })
export type Param = z.infer<typeof paramSchema>

/** A result with its type, as a TaskRun or PipelineRun reports it. */
export const resultValueSchema = z.object({ name: z.string(), type: paramTypeSchema, value: paramValueSchema })
export type ResultValue = z.infer<typeof resultValueSchema>
