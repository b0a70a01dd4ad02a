import { z } from 'zod'
import { authorSchema, changeSetSchema } from './documents.ts'
import { personSchema } from './project.ts'

/** A change set that touches a protected branch and waits until somebody else merges it (decision 62). */
export const proposalSchema = changeSetSchema.extend({
  id: z.string(),
  author: personSchema,
  /** ISO 8601. */
  at: z.string(),
  /** The branches that show its commits, by repository; without `commit` while the branch is still to be made. */
  branches: z.array(z.object({ repository: z.string(), branch: z.string(), commit: z.string().optional() })),
  state: z.enum(['pending', 'published', 'withdrawn']),
  /** When it was published or withdrawn, and by whom; without `by` when a push to the branch did it. */
  closed: z.object({ at: z.string(), by: authorSchema.optional() }).optional(),
})
export type Proposal = z.infer<typeof proposalSchema>

/** Returns the branch from which people can fetch and try the commits of a proposal before they are merged. */
export function branchOf(id: string): string {
  return `linewright/${id}`
}
