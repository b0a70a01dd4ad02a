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

/** The type of a parameter that only tasks declare: Tekton only has texts, but the adapter knows which are read as something else. */
export const takenSchema = z.object({
  kind: z.enum(['int', 'bool']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})

/** Groups of the catalog and the palette, in the order of a delivery. */
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
  /** A few words for lists, of about 28 characters. */
  summary: z.string().optional(),
  category: z.enum(adapterCategories),
  /** Short labels beside the name: platforms and tools. */
  badges: z.array(z.string()).default([]),
  /** Further search words, in any language. */
  words: z.array(z.string()).default([]),
  parameters: z.array(fieldSchema),
  options: z.array(fieldSchema),
  stages: z.array(
    z.object({
      name: z.string(),
      tasks: z.array(z.string()),
      /** Predecessors of each task that has any. */
      after: z.record(z.string(), z.array(z.string())).optional(),
      params: z.array(z.string()),
      results: z.array(z.string()),
    }),
  ),
  /** Resources with a condition exist only for that parameter value. */
  resources: z.array(
    z.object({ id: z.string(), apiVersion: z.string(), kind: z.string(), when: conditionSchema.optional() }),
  ),
  composes: z.array(z.string()),
  module: z.object({ name: z.string(), revision: z.string() }),
  /** Markdown from the README: the section with the adapter's name, or all of it. */
  readme: z.string().optional(),
  /** Path of the README, starting with its module's path; pictures are relative to it. */
  readmeFile: z.string().optional(),
  /** Japanese summary, description, README and parameter texts by name, if the adapter has them. */
  ja: z
    .object({
      summary: z.string().optional(),
      description: z.string().optional(),
      readme: z.string().optional(),
      docs: z.record(z.string(), z.string()).optional(),
    })
    .default({}),
  /** Texts about parameters that only its tasks declare, if the adapter says more than they do. */
  docs: z.record(z.string(), z.string()).optional(),
  /** Types of parameters that only its tasks declare, by name; text if not listed. */
  takes: z.record(z.string(), takenSchema).optional(),
  icon: iconSchema.optional(),
  source: z.object({ file: z.string(), line: z.number().int() }).optional(),
  /** Problems of the adapter itself; empty if it is usable. */
  findings: z.array(findingSchema).default([]),
})
export type AdapterDescription = z.infer<typeof adapterDescriptionSchema>
