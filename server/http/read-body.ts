import { joinBytes } from '#domain/logs/join-bytes.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'

const largestJson = 4 * 1024 * 1024

/** Reads a raw body, by default of at most 4 MiB; a larger one is `too-large` and not read to the end. */
export async function readBytes(
  request: Request,
  largest = largestJson,
  tooLarge = say`The body of the request is larger than 4 MiB`,
): Promise<Result<Uint8Array<ArrayBuffer>, Problem>> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    const next = await reader?.read().catch(() => 'gone' as const)
    // The client is gone, so only the audit log will show this.
    if (next === 'gone') return err(problem('invalid-request', say`The body of the request broke off`))
    if (next?.value === undefined) break
    size += next.value.byteLength
    if (size > largest) {
      await reader?.cancel()
      return err(problem('too-large', tooLarge))
    }
    chunks.push(next.value)
  }
  return ok(joinBytes(chunks))
}

/** Reads a JSON body of at most 4 MiB. */
export async function readJson(request: Request): Promise<Result<unknown, Problem>> {
  const bytes = await readBytes(request)
  if (!bytes.ok) return bytes
  const text = new TextDecoder().decode(bytes.value)
  if (text === '') return ok({})
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return err(problem('invalid-request', say`The body of the request is not JSON`))
  }
}
