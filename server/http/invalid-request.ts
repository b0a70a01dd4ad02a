import type { z } from 'zod'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { say, type Sentence } from '#domain/sentence.ts'

type Issue = z.core.$ZodIssue

/** Builds the problem for an invalid request, with a plain sentence for each field. `where` is the part of the request. */
export function invalidRequest(where: string, issues: readonly Issue[], sent: unknown, isProgram: boolean): Problem {
  const findings = issues.map((issue): Finding => {
    const path = [where, ...issue.path.map(String)].join('.')
    return { severity: 'error', code: 'invalid-request', message: worded(issue, sent).text, args: {}, place: { path } }
  })
  const [first] = issues
  return problem('invalid-request', first === undefined ? say`The request is not as expected` : worded(first, sent), {
    findings,
    // The description of the API is of no use to somebody who filled in a form.
    ...(isProgram ? { fix: say`See /apis/v1/openapi.json` } : {}),
  })
}

function worded(issue: Issue, sent: unknown): Sentence {
  const field = issue.path.map(String).join('.')
  if (field === '') return say`The request is not as expected: ${issue.message}`
  if (valueAt(sent, issue.path) === undefined) return say`${field} is missing`
  if (issue.code === 'too_small') {
    if (issue.origin === 'string')
      return issue.minimum === 1
        ? say`${field} is empty`
        : say`${field} needs at least ${Number(issue.minimum)} characters`
    if (issue.origin === 'array')
      return issue.minimum === 1
        ? say`${field} is empty`
        : say`${field} needs at least ${Number(issue.minimum)} entries`
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return say`${field} takes at most ${Number(issue.maximum)} characters`
    if (issue.origin === 'array') return say`${field} takes at most ${Number(issue.maximum)} entries`
  }
  return say`${field} is not as expected: ${issue.message}`
}

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    sent,
  )
}
