import type { Finding } from '#domain/problem.ts'

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
