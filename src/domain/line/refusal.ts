import type { FindingCode } from '../finding-codes.ts'
import { type Place, type Problem, problem, type ProblemCode } from '../problem.ts'

/** A problem that refuses an edit; it carries itself as a finding, so that people read it in their own language. */
export function refusal(
  problemCode: ProblemCode,
  code: FindingCode,
  message: string,
  args: Record<string, string>,
  more: { readonly fix?: string; readonly place?: Place } = {},
): Problem {
  const finding = { severity: 'error' as const, code, message, args, place: more.place ?? {} }
  return problem(problemCode, message, {
    ...more,
    findings: [more.fix === undefined ? finding : { ...finding, fix: more.fix }],
  })
}

/** Refuses a name that is already in use; `what` is the kind of thing with its article. */
export function nameTaken(what: string, name: string): Problem {
  const fix = 'Choose another name'
  return refusal('already-exists', 'name-taken', `There is ${what} ${name} already`, { name }, { fix })
}
