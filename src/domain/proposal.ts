import { z } from 'zod'
import { authorSchema, changeSetSchema } from './documents.ts'
import { personSchema } from './project.ts'

/** A change set that waits until somebody else has merged it, since a part of it lives behind a protected branch (decision 62). */
export const proposalSchema = changeSetSchema.extend({
  id: z.string(),
  author: personSchema,
  /** ISO 8601. */
  at: z.string(),
  /** The branches on which its commits can be looked at, by repository; without a commit for one that is still to be made. */
  branches: z.array(z.object({ repository: z.string(), branch: z.string(), commit: z.string().optional() })),
  state: z.enum(['pending', 'published', 'withdrawn']),
  /** When it was published or withdrawn, and by whom; nobody stands for a push to the branch. */
  closed: z.object({ at: z.string(), by: authorSchema.optional() }).optional(),
})
export type Proposal = z.infer<typeof proposalSchema>

/** Where the commits of a proposal can be fetched and tried before they are merged. */
export function branchOf(id: string): string {
  return `linewright/${id}`
}
