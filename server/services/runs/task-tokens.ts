import { z } from 'zod'
import { createSignedTokens, type SignedTokens } from '../signed-tokens.ts'

const claimsSchema = z.object({
  project: z.string(),
  run: z.string(),
  attempt: z.number(),
  stage: z.string(),
  application: z.string(),
  deployment: z.string(),
  environment: z.string(),
})

/** What a task's token allows: one stage of one attempt, and that stage's Deployment. */
export type TaskIdentity = z.infer<typeof claimsSchema>

export const taskTokenPrefix = 'lwt_'

/** Signed tokens for tasks. Whether the stage still runs is checked on each use. */
export type TaskTokens = SignedTokens<TaskIdentity>

export function createTaskTokens(key: Uint8Array): TaskTokens {
  return createSignedTokens(taskTokenPrefix, key, claimsSchema)
}
