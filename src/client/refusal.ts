import type { Problem } from '#domain/problem.ts'
import { problemOf } from './problems.ts'

/** A refusal, split into what concerns fields of the form and the rest for a panel. */
export interface Refusal {
  /** The message about a field, by its path in the body. */
  readonly at: (field: string) => string | undefined
  /** The whole problem, if part of it concerns no field of the form. */
  readonly rest: Problem | undefined
}

const nothing: Refusal = { at: () => undefined, rest: undefined }

/** Splits a refusal by the fields of a form; `null` means no error. */
export function refusalOf(error: unknown, fields: readonly string[]): Refusal {
  if (error === null) return nothing
  const problem = problemOf(error)
  const said = new Map<string, string>()
  let isMore = false
  for (const { place, message } of problem.findings?.length ? problem.findings : [problem]) {
    // The first step is the part of the request: body, path or query.
    const path = place?.path?.split('.').slice(1).join('.') ?? ''
    const field = fields.find((one) => path === one || path.startsWith(`${one}.`))
    if (field === undefined) isMore = true
    else if (!said.has(field)) said.set(field, message)
  }
  return { at: (field) => said.get(field), rest: isMore ? problem : undefined }
}
