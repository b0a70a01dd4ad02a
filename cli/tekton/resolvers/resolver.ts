import { err, ok, type Result } from '#domain/result.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'
import type { RemoteReference, RemoteText } from '#domain/tekton/bundle/referred.ts'

/** What a resolver may use besides a reference. */
export interface ResolverContext {
  /** Values of the Secrets of the file, by name and key. */
  readonly secrets: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Finds the text of a Task, Pipeline or StepAction elsewhere; why not is a sentence. */
export type Resolver = (reference: RemoteReference, context: ResolverContext) => Promise<Result<RemoteText, string>>

/** Tekton gives a resolution a minute. */
export const timeoutMs = 60_000

/** A parameter of a reference as text; undefined where it is missing or empty. */
export function textOf({ params }: RemoteReference, name: string): string | undefined {
  const value: ParamValue | undefined = params[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A value of a Secret of the file that a reference names. */
export function secretOf({ secrets }: ResolverContext, name: string, key: string): Result<string, string> {
  const value = secrets.get(name)?.get(key)
  return value === undefined ? err(`There is no Secret "${name}" with a key "${key}" in the file`) : ok(value)
}
