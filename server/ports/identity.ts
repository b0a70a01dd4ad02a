import type { Person } from '#domain/project.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** The issuer's claims about a person. */
export interface Claims {
  readonly person: Person
  /** The person's email address, if the issuer vouches for it. */
  readonly provenEmail?: string
  /** The person's groups at the issuer, if the platform grants rights by group. */
  readonly groups?: readonly string[]
}

/** The person that a bearer token speaks for, and its expiry (milliseconds since 1970 UTC). */
export interface VerifiedToken extends Claims {
  readonly expiresAt: number
  /** When the token was issued, if it says so. */
  readonly issuedAt?: number
}

/** Verifies people's access tokens; `not-signed-in` for a bad one, `unreachable` if the issuer's keys cannot be fetched. */
export interface Identity {
  verify(token: string): Promise<Result<VerifiedToken, Problem>>
}
