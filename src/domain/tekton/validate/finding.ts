import type { Finding } from '#domain/problem.ts'
import type { ParamType } from '../values/params.ts'

/** Builds an error at a field path such as `spec.pipelineSpec.tasks[2].taskSpec.sidecars`. */
export function errorAt(
  path: string,
  code: string,
  message: string,
  args: Readonly<Record<string, string>> = {},
  fix?: string,
): Finding {
  return { severity: 'error', code, message, args: { ...args }, place: { path }, ...(fix === undefined ? {} : { fix }) }
}

/** Builds a warning at a field path. */
export function warningAt(
  path: string,
  code: string,
  message: string,
  args: Readonly<Record<string, string>> = {},
): Finding {
  return { severity: 'warning', code, message, args: { ...args }, place: { path } }
}

/** Builds the error for a parameter value that is not of the declared type. */
export function typeErrorAt(path: string, name: string, wanted: ParamType, actual: ParamType): Finding {
  const message = `Parameter "${name}" is declared as ${wanted}, but given as ${actual}`
  return errorAt(path, 'tekton-parameter-type', message, { name, wanted, actual })
}
