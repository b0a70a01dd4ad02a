import { err, ok, type Result } from '#domain/result.ts'
import { saidBy } from '#domain/said-by.ts'

const timeoutMs = 60_000
/** In bytes: larger than any Kubernetes object may be. */
export const largest = 16 * 2 ** 20

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

/** How long to wait for the answer. */
export interface Asking {
  readonly signal: AbortSignal
}

/** Sends a request; an answer with any status counts as success. */
export async function ask(
  url: string,
  { signal }: Asking,
  headers: Readonly<Record<string, string>> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<Result<Answer, string>> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const response = await fetch(url, { method, headers, signal: limit })
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
    return err(`${url} cannot be reached: ${saidBy(cause)}`)
  }
}

/** Sends a request; any status but success is a failure. */
export async function askFor(
  url: string,
  asking: Asking,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<Answer, string>> {
  return plain(url, await ask(url, asking, headers))
}

/** Returns a successful answer, or its status as the failure. */
export function plain(url: string, answer: Result<Answer, string>): Result<Answer, string> {
  return answer.ok && answer.value.status !== 200 ? err(`${url} answered ${answer.value.status}`) : answer
}

/** The status in such a failure; undefined if there was no answer. */
export function statusIn(failure: string): number | undefined {
  const status = / answered (\d+)$/.exec(failure)?.[1]
  return status === undefined ? undefined : Number(status)
}
