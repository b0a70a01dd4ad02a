import { z } from 'zod'

/** A form field made from a CUE constraint: one parameter or option of an adapter. */
export const fieldSchema = z.object({
  name: z.string(),
  kind: z.enum(['string', 'int', 'number', 'bool', 'list', 'struct', 'secret', 'any']),
  required: z.boolean(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
  doc: z.string().default(''),
  /** The constraint as CUE text, for readers. */
  constraint: z.string().default(''),
  source: z.object({ file: z.string(), line: z.number().int() }).optional(),
})
export type Field = z.infer<typeof fieldSchema>

/** What the catalog, the palette and the forms know about one adapter (a `DesignPattern`). */
export const adapterDescriptionSchema = z.object({
  /** Import path as written in a QVS Config, for example `linewright.dev/adapters/pipeline/build:nodePackage`. */
  pattern: z.string(),
  name: z.string(),
  description: z.string().default(''),
  category: z.enum(['build', 'deploy', 'verify', 'infrastructure', 'other']),
  parameters: z.array(fieldSchema),
  options: z.array(fieldSchema),
  stages: z.array(
    z.object({ name: z.string(), tasks: z.array(z.string()), params: z.array(z.string()), results: z.array(z.string()) }),
  ),
  resources: z.array(z.object({ id: z.string(), apiVersion: z.string(), kind: z.string() })),
  composes: z.array(z.string()),
  module: z.object({ name: z.string(), revision: z.string() }),
})
export type AdapterDescription = z.infer<typeof adapterDescriptionSchema>
