import { z } from 'zod'
import { scopeSchema } from '#domain/access/scopes.ts'
import { roleSchema } from '#domain/access/roles.ts'

/** A token of the API as it is kept: only its hash, never the token. */
export const apiTokenSchema = z.object({
  id: z.string(),
  project: z.string(),
  name: z.string(),
  /** Personal ones act as their person, machine ones as themselves with a role of their own. */
  kind: z.enum(['personal', 'machine']),
  /** Who made it. */
  person: z.object({ id: z.string(), name: z.string() }),
  /** Role of a machine token. */
  role: roleSchema.optional(),
  scopes: z.array(scopeSchema),
  /** SHA-256 of the whole token in hexadecimal digits. */
  hash: z.string(),
  createdAt: z.string(),
  /** Milliseconds since 1970 UTC. */
  expiresAt: z.number(),
})
export type ApiToken = z.infer<typeof apiTokenSchema>

/** Tokens of the API, and since when tokens of people are void because they signed out everywhere. */
export interface CredentialStore {
  save(token: ApiToken): Promise<void>
  find(id: string): Promise<ApiToken | undefined>
  /** Oldest first. */
  list(project: string): Promise<readonly ApiToken[]>
  remove(id: string): Promise<void>
  /** When a token was used last, in milliseconds since 1970; kept apart, it is written often. */
  lastUsed(id: string): Promise<number | undefined>
  used(id: string, at: number): Promise<void>
  /** Tokens of the person that were issued before are not taken any more. */
  signOutEverywhere(person: string, at: number): Promise<void>
  signedOutAt(person: string): Promise<number | undefined>
}
