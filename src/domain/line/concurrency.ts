import { z } from 'zod'

/** How concurrent runs of a line, or concurrent deliveries to an environment, are treated. */
export const concurrencySchema = z.object({
  /** The others wait in a queue, in the order in which they came to it. */
  oneAtATime: z.boolean().default(false),
  /** A newer run of the same line ends an older one that waits where the newer one waits too. */
  newestSupersedes: z.boolean().default(false),
})
export type Concurrency = z.infer<typeof concurrencySchema>
