import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWK, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Person } from '#domain/project.ts'

/** Who a token speaks for, and until when (milliseconds since 1970 UTC). */
export interface VerifiedToken {
  readonly person: Person
  readonly expiresAt: number
}

export interface TokenVerifier {
  /** Checks signature, issuer, audience and expiry of an access token. */
  verify(token: string): Promise<Result<VerifiedToken, Problem>>
}

const claimsSchema = z.object({
  sub: z.string(),
  exp: z.number(),
  name: z.string().optional(),
  email: z.string().optional(),
})
const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() })
// Asymmetric only: a shared secret would let the browser's client forge tokens.
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']

/** Verifies tokens of the embedded issuer with the keys at hand. */
export function verifyWithKeys(
  issuer: string,
  audience: string,
  keys: { readonly keys: readonly JWK[] },
): TokenVerifier {
  return verifier(issuer, audience, createLocalJWKSet({ keys: [...keys.keys] }))
}

/** Verifies tokens of another issuer, whose keys are found by OpenID discovery; fails when it cannot be reached or is another one. */
export async function verifyByDiscovery(issuer: string, audience: string): Promise<Result<TokenVerifier, Problem>> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const fix = 'Check LINEWRIGHT_ISSUER and the network, or leave the variable out to use the embedded issuer.'
  let document: unknown
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) })
    if (!answer.ok)
      return err(problem('unreachable', `The issuer ${issuer} answers ${answer.status} at ${address}.`, { fix }))
    document = await answer.json()
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return err(problem('unreachable', `The issuer ${issuer} cannot be reached (${cause}).`, { fix }))
  }
  const found = discoverySchema.safeParse(document)
  if (!found.success) return err(problem('unreachable', `What ${address} answers is no OpenID configuration.`, { fix }))
  if (found.data.issuer !== issuer) {
    const corrected = `Set LINEWRIGHT_ISSUER to ${found.data.issuer}, exactly as the issuer calls itself.`
    return err(problem('unreachable', `The issuer at ${issuer} calls itself ${found.data.issuer}.`, { fix: corrected }))
  }
  return ok(verifier(issuer, audience, createRemoteJWKSet(new URL(found.data.jwks_uri))))
}

function verifier(issuer: string, audience: string, keys: JWTVerifyGetKey): TokenVerifier {
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms,
          clockTolerance: 5,
          requiredClaims: ['sub', 'exp'],
        })
        const { sub, exp, name, email } = claimsSchema.parse(payload)
        const person = { id: sub, name: name ?? email ?? sub, ...(email === undefined ? {} : { email }) }
        return ok({ person, expiresAt: exp * 1000 })
      } catch (error) {
        return err(refusal(error, issuer))
      }
    },
  }
}

function refusal(error: unknown, issuer: string): Problem {
  const fix = 'Sign in again.'
  if (error instanceof errors.JWTExpired) return problem('not-signed-in', 'The access token has expired.', { fix })
  if (error instanceof errors.JWTClaimValidationFailed) {
    return problem('not-signed-in', `The access token is not for this installation (claim "${error.claim}").`, { fix })
  }
  const cannotAsk =
    error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError || error instanceof z.ZodError)
  if (cannotAsk) {
    return problem('unreachable', `The keys of ${issuer} cannot be read now.`, {
      fix: 'Try again when the issuer can be reached.',
    })
  }
  return problem('not-signed-in', 'The access token is not valid.', { fix })
}
