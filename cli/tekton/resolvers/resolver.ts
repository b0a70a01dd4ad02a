import { err, ok, type Result } from '#domain/result.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'
import type { RemoteReference, RemoteText } from '#domain/tekton/bundle/referred.ts'

/** What a resolver may use besides the reference. */
export interface ResolverContext {
  /** Values of the file's Secrets, by name and key. */
  readonly secrets: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Fetches the text of a remote Task, Pipeline or StepAction; a failure is one sentence. */
export type Resolver = (reference: RemoteReference, context: ResolverContext) => Promise<Result<RemoteText, string>>

/** In milliseconds; Tekton also gives a resolution one minute. */
export const timeoutMs = 60_000

/** Returns a parameter of a reference as text; undefined if missing or empty. */
export function textOf({ params }: RemoteReference, name: string): string | undefined {
  const value: ParamValue | undefined = params[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads the value of a Secret in the file that a reference names. */
export function secretOf({ secrets }: ResolverContext, name: string, key: string): Result<string, string> {
  const value = secrets.get(name)?.get(key)
  return value === undefined ? err(`There is no Secret "${name}" with a key "${key}" in the file`) : ok(value)
}
