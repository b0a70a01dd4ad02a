import { z } from 'zod'
import { scopeSchema } from '#domain/access/scopes.ts'
import { roleSchema } from '#domain/access/roles.ts'

/** An API token as it is kept: only its hash, never the token. */
export const apiTokenSchema = z.object({
  id: z.string(),
  project: z.string(),
  name: z.string(),
  /** A `personal` token acts as its person, a `machine` token as itself with its own role. */
  kind: z.enum(['personal', 'machine']),
  /** The person who created it. */
  person: z.object({ id: z.string(), name: z.string() }),
  /** The role of a machine token; absent for a personal one. */
  role: roleSchema.optional(),
  scopes: z.array(scopeSchema),
  /** SHA-256 of the whole token in hexadecimal digits. */
  hash: z.string(),
  createdAt: z.string(),
  /** Milliseconds since 1970 UTC. */
  expiresAt: z.number(),
})
export type ApiToken = z.infer<typeof apiTokenSchema>

/** API tokens, and the time of each person's last sign-out everywhere, which voids their older tokens. */
export interface CredentialStore {
  save(token: ApiToken): Promise<void>
  find(id: string): Promise<ApiToken | undefined>
  /** Oldest first. */
  list(project: string): Promise<readonly ApiToken[]>
  remove(id: string): Promise<void>
  /** When a token was last used, in milliseconds since 1970; kept apart from the token because it is written often. */
  lastUsed(id: string): Promise<number | undefined>
  used(id: string, at: number): Promise<void>
  /** Voids the person's tokens that were issued before the time. */
  signOutEverywhere(person: string, at: number): Promise<void>
  signedOutAt(person: string): Promise<number | undefined>
}
