import { z } from 'zod'

/**
 * The layers of values, strongest first. `secret` values are references and never shown; `result` says that the value is known only
 * when an earlier stage has ended.
 */
export const layerSchema = z.enum(['line', 'deployment', 'environment', 'application', 'project', 'derived', 'default'])
export type Layer = z.infer<typeof layerSchema>

/** One link of the chain: what a layer says, where it says it, and whether it won. Layers that say nothing are links without a value. */
export const originSchema = z.object({
  layer: layerSchema,
  value: z.string().optional(),
  /** The text before `$(...)` was replaced, where there was some. */
  expression: z.string().optional(),
  /** For people and for jumping: document id or resource, parameter, line. */
  source: z.object({ document: z.string(), line: z.number().int().optional(), text: z.string() }).optional(),
  won: z.boolean(),
})
export type Origin = z.infer<typeof originSchema>

/** The state of an effective value. */
export const resolvedParameterSchema = z.object({
  name: z.string(),
  /** The name before a task prefix was lifted into it (Value Stream), where it differs. */
  originalName: z.string().optional(),
  state: z.enum(['known', 'later', 'missing', 'secret']),
  value: z.string().optional(),
  /** Results that must be known first, as `stage.result`, when `state` is `later`. */
  waitsFor: z.array(z.string()).default([]),
  secret: z.object({ key: z.string(), version: z.string().optional() }).optional(),
  chain: z.array(originSchema),
})
export type ResolvedParameter = z.infer<typeof resolvedParameterSchema>
