import { z } from 'zod'
import { type Problem, problem, problemSchema } from '#domain/problem.ts'

/** A problem as an error, for code that can only throw, such as the query cache. */
export interface ProblemError extends Error {
  readonly problem: Problem
  /** The whole answer, for problems that bring more (conflicts of a change set). */
  readonly answer: unknown
}

/** Wraps a problem so that it can be thrown. */
export function problemError(reason: Problem, answer?: unknown): ProblemError {
  return Object.assign(new Error(reason.message), { problem: reason, answer })
}

/** Returns the problem in a thrown value; unexpected errors become `internal` with their text as detail. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Error && 'problem' in error) {
    const parsed = problemSchema.safeParse(error.problem)
    if (parsed.success) return parsed.data
  }
  return problem('internal', 'The page met something unexpected', {
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  })
}

const statusCodes = {
  401: 'not-signed-in',
  403: 'not-allowed',
  404: 'not-found',
  408: 'timed-out',
  409: 'not-possible-now',
  412: 'version-conflict',
  413: 'too-large',
  502: 'unreachable',
  503: 'unreachable',
  504: 'timed-out',
  507: 'storage-full',
} as const

/** The problem of an unsuccessful response; one that is not problem+json is mapped by its status. */
export function problemFromAnswer(status: number, body: unknown, text: string): Problem {
  const parsed = problemSchema.safeParse(body)
  if (parsed.success) return parsed.data
  const code = z
    .enum(['401', '403', '404', '408', '409', '412', '413', '502', '503', '504', '507'])
    .safeParse(String(status))
  const known = code.success ? statusCodes[code.data] : 'internal'
  return problem(known, `The server answered ${String(status)}`, text === '' ? {} : { detail: text.slice(0, 4000) })
}
