import { z } from 'zod'

/** The layers of values, strongest first. */
export const layerSchema = z.enum(['line', 'deployment', 'environment', 'application', 'project', 'derived', 'default'])
export type Layer = z.infer<typeof layerSchema>

/** One link of the chain: a layer's value, its source, and whether it won. A layer that sets nothing is a link without a value. */
export const originSchema = z.object({
  layer: layerSchema,
  value: z.string().optional(),
  /** The text before `$(...)` was replaced, if it had any. */
  expression: z.string().optional(),
  /** For people and for jumping: document id or resource, parameter, line. */
  source: z.object({ document: z.string(), line: z.number().int().optional(), text: z.string() }).optional(),
  won: z.boolean(),
})
export type Origin = z.infer<typeof originSchema>

/**
 * The state of an effective value: a `secret` value is a reference and never shown; a `later` value is known only when an earlier stage has ended.
 */
export const resolvedParameterSchema = z.object({
  name: z.string(),
  /** The name before a task prefix was lifted into it (Value Stream), if different. */
  originalName: z.string().optional(),
  state: z.enum(['known', 'later', 'missing', 'secret']),
  value: z.string().optional(),
  /** The results, as `stage.result`, that a `later` value waits for. */
  waitsFor: z.array(z.string()).default([]),
  secret: z.object({ key: z.string(), version: z.string().optional() }).optional(),
  chain: z.array(originSchema),
})
export type ResolvedParameter = z.infer<typeof resolvedParameterSchema>
