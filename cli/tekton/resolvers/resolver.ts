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
/** In bytes: more than any object of Kubernetes may have. */
export const largest = 16 * 2 ** 20

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

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

/** Asks a server; an answer of any status is one. */
export async function ask(
  url: string,
  { signal }: ResolverContext,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<Answer, string>> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const response = await fetch(url, { headers, signal: limit })
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      if (size > largest) return err(`${url} has more than ${largest / 2 ** 20} MiB`)
      chunks.push(chunk)
    }
    return ok({ status: response.status, headers: response.headers, bytes: Buffer.concat(chunks) })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return err(`${url} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
}

/** The same, where anything but a plain answer is a failure. */
export async function askFor(
  url: string,
  context: ResolverContext,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<Answer, string>> {
  return plain(url, await ask(url, context, headers))
}

/** An answer that gives what was asked for; of any other, its status. */
export function plain(url: string, answer: Result<Answer, string>): Result<Answer, string> {
  return answer.ok && answer.value.status !== 200 ? err(`${url} answered ${answer.value.status}`) : answer
}
