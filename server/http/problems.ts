import type { Problem, ProblemCode } from '#domain/problem.ts'
import { spoken } from '#domain/japanese/spoken.ts'
import { prefersJapanese } from './prefers-japanese.ts'

const statuses: Readonly<Record<ProblemCode, number>> = {
  'invalid-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'already-exists': 409,
  'evidence-changed': 409,
  'not-possible-now': 409,
  'version-conflict': 412,
  'too-large': 413,
  'too-many-requests': 429,
  'invalid-document': 422,
  'compile-failed': 422,
  'missing-parameter': 422,
  'credential-needed': 422,
  unsupported: 422,
  internal: 500,
  // Not 502, which proxies send when this server is down: here the server is up, and something that it depends on is down.
  unreachable: 424,
  'timed-out': 504,
  'storage-full': 507,
}

/** Returns the HTTP status of a problem code. */
export function statusOf(code: ProblemCode): number {
  return statuses[code]
}

/**
 * Responds with a problem as `application/problem+json` (RFC 9457) in the language that the request prefers; `more` adds fields, for example the
 * conflicts of a change set.
 */
export function problemResponse(
  problem: Problem,
  request: Request,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const status = statusOf(problem.code)
  const isJapanese = prefersJapanese(request.headers.get('accept-language'))
  const { wordings: _, ...said } = isJapanese ? spoken(problem) : problem
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'content-language': isJapanese ? 'ja' : 'en',
    vary: 'accept-language',
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    // What was not read of the request would stand before the next one on its connection.
    ...(status === 413 ? { connection: 'close' } : {}),
  }
  return new Response(JSON.stringify({ title: said.message, status, ...said, ...more }), { status, headers })
}
