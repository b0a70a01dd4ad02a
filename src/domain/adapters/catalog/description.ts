import { z } from 'zod'
import { conditionSchema, fieldFactsSchema } from './field-facts.ts'
import { iconSchema } from './icon.ts'
import { findingSchema } from '../../problem.ts'

const fieldBase = fieldFactsSchema.extend({
  source: z.object({ file: z.string(), line: z.number().int() }).optional(),
})

/** A form field made from a CUE constraint: one parameter or option of an adapter. */
export interface Field extends z.infer<typeof fieldBase> {
  item?: Field | undefined
  fields?: Field[] | undefined
}
export const fieldSchema: z.ZodType<Field> = fieldBase.extend({
  get item() {
    return fieldSchema.optional()
  },
  get fields() {
    return z.array(fieldSchema).optional()
  },
})

/** What a parameter takes that only tasks declare: Tekton knows texts, the adapter knows which of them are read as something else. */
export const takenSchema = z.object({
  kind: z.enum(['int', 'bool']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})

/** Groups of the catalog and the palette, in the order in which a delivery meets them. */
export const adapterCategories = [
  'source',
  'build',
  'scan',
  'deploy',
  'verify',
  'approve',
  'notify',
  'infrastructure',
  'data',
  'other',
] as const
export type AdapterCategory = (typeof adapterCategories)[number]

/** What the catalog, the palette and the forms know about one adapter (a `DesignPattern`). */
export const adapterDescriptionSchema = z.object({
  /** Import path as written in a QVS Config, for example `linewright.dev/adapters/pipeline/build:nodePackage`. */
  pattern: z.string(),
  name: z.string(),
  description: z.string().default(''),
  category: z.enum(adapterCategories),
  /** Short marks beside the name: platforms and tools. */
  badges: z.array(z.string()).default([]),
  /** Further words, in any language, by which a search finds the adapter. */
  words: z.array(z.string()).default([]),
  parameters: z.array(fieldSchema),
  options: z.array(fieldSchema),
  stages: z.array(
    z.object({
      name: z.string(),
      tasks: z.array(z.string()),
      /** Tasks that come before a task, where some do. */
      after: z.record(z.string(), z.array(z.string())).optional(),
      params: z.array(z.string()),
      results: z.array(z.string()),
    }),
  ),
  /** Those with a condition come only with that value of a parameter. */
  resources: z.array(
    z.object({ id: z.string(), apiVersion: z.string(), kind: z.string(), when: conditionSchema.optional() }),
  ),
  composes: z.array(z.string()),
  module: z.object({ name: z.string(), revision: z.string() }),
  /** Markdown of the adapter's README: the section that is called like the adapter, or all of it. */
  readme: z.string().optional(),
  /** Path of the README, beginning with that of its module: pictures in it stand beside it. */
  readmeFile: z.string().optional(),
  /** Description, README and what that says about parameters, by name, in Japanese, where the adapter brings them. */
  ja: z
    .object({
      description: z.string().optional(),
      readme: z.string().optional(),
      docs: z.record(z.string(), z.string()).optional(),
    })
    .default({}),
  /** What it says about parameters that only its tasks declare, where it says more than they do. */
  docs: z.record(z.string(), z.string()).optional(),
  /** What parameters take that only its tasks declare, by name; texts where nothing is said. */
  takes: z.record(z.string(), takenSchema).optional(),
  icon: iconSchema.optional(),
  source: z.object({ file: z.string(), line: z.number().int() }).optional(),
  /** What is wrong with the adapter itself; empty for one that can be used. */
  findings: z.array(findingSchema).default([]),
})
export type AdapterDescription = z.infer<typeof adapterDescriptionSchema>
