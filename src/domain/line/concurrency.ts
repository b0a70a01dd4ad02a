import { z } from 'zod'

/** How a line treats concurrent runs, or an environment concurrent deliveries. */
export const concurrencySchema = z.object({
  /** One at a time; the others queue in the order they arrived. */
  oneAtATime: z.boolean().default(false),
  /** A newer run ends an older run of the same line that waits at the same point. */
  newestSupersedes: z.boolean().default(false),
})
export type Concurrency = z.infer<typeof concurrencySchema>
