import { z } from 'zod'

/** The run that another one waits for, because it has the turn. */
export const queuedBehindSchema = z.object({ run: z.string(), line: z.string(), number: z.number().int().positive() })
export type QueuedBehind = z.infer<typeof queuedBehindSchema>

/** A place in a queue, `line/<name>` or `environment/<name>`: since when, and who has the turn. */
export const queuedSchema = z.object({ queue: z.string(), since: z.string(), behind: queuedBehindSchema })
export type Queued = z.infer<typeof queuedSchema>

/** A finished wait in a queue. */
export const queuedOnceSchema = queuedSchema.extend({ until: z.string() })

/** The queue of a line's runs. */
export function lineQueue(line: string): string {
  return `line/${line}`
}

/** The queue for deliveries to an environment. */
export function environmentQueue(environment: string): string {
  return `environment/${environment}`
}

/** Splits a queue's name into its parts; `kind` is what the queue belongs to. */
export function parseQueue(queue: string): { readonly kind: 'line' | 'environment'; readonly name: string } {
  const slash = queue.indexOf('/')
  return { kind: queue.startsWith('line/') ? 'line' : 'environment', name: queue.slice(slash + 1) }
}
