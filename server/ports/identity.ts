import type { Person } from '#domain/project.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** Who somebody is, as far as the issuer says. */
export interface Claims {
  readonly person: Person
  /** The person's address, if the issuer vouches for it. */
  readonly provenEmail?: string
  /** The issuer's groups, where they give something here. */
  readonly groups?: readonly string[]
}

/** Who a bearer token speaks for, and until when (milliseconds since 1970 UTC). */
export interface VerifiedToken extends Claims {
  readonly expiresAt: number
  /** When the token was issued, if it says so. */
  readonly issuedAt?: number
}

/** Verifies access tokens of people; `not-signed-in` for a bad one, `unreachable` when the issuer's keys cannot be had. */
export interface Identity {
  verify(token: string): Promise<Result<VerifiedToken, Problem>>
}
