import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWK, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { groupsIn } from '#domain/access/grants.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Identity } from '#server/ports/identity.ts'

const claimsSchema = z.object({
  sub: z.string(),
  exp: z.number(),
  iat: z.number().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
})
const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url(), token_endpoint: z.string() })
// Asymmetric only: with a shared secret the browser's client could forge tokens.
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']

/** Verifies tokens of the embedded issuer with its own keys. */
export function verifyWithKeys(
  issuer: string,
  audience: string,
  keys: { readonly keys: readonly JWK[] },
  groupsClaim?: string,
): Identity {
  return verifier(issuer, audience, createLocalJWKSet({ keys: [...keys.keys] }), groupsClaim)
}

/** An external issuer, and the client library that it needs. */
export interface ExternalIssuer {
  readonly kind: 'auth0' | 'oidc'
  readonly identity: Identity
}

/** Verifies tokens of an external issuer and finds its keys by OpenID discovery. Fails if the issuer is unreachable or names itself differently. */
export async function verifyByDiscovery(
  issuer: string,
  audience: string,
  groupsClaim?: string,
): Promise<Result<ExternalIssuer, Problem>> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const fix = 'Check LINEWRIGHT_ISSUER and the network, or leave the variable out to use the embedded issuer.'
  let document: unknown
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) })
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
  const identity = verifier(issuer, audience, createRemoteJWKSet(new URL(found.data.jwks_uri)), groupsClaim)
  // Auth0 may use a custom domain, but its routes reveal it.
  const kind = new URL(found.data.token_endpoint).pathname === '/oauth/token' ? 'auth0' : 'oidc'
  return ok({ kind, identity })
}

function verifier(issuer: string, audience: string, keys: JWTVerifyGetKey, groupsClaim?: string): Identity {
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
        const { sub, exp, iat, name, email, email_verified: proven } = claimsSchema.parse(payload)
        const person = { id: sub, name: name ?? email ?? sub, ...(email === undefined ? {} : { email }) }
        return ok({
          person,
          expiresAt: exp * 1000,
          ...(iat === undefined ? {} : { issuedAt: iat * 1000 }),
          ...(groupsClaim === undefined ? {} : { groups: groupsIn(payload, groupsClaim) }),
          ...(proven === true && email !== undefined ? { provenEmail: email } : {}),
        })
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
