import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'

const largestJson = 4 * 1024 * 1024

/** Reads a JSON body of at most 4 MiB; larger ones are `too-large` without being read to the end. */
export async function readJson(request: Request): Promise<Result<unknown, Problem>> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (next?.value === undefined) break
    size += next.value.byteLength
    if (size > largestJson) {
      await reader?.cancel()
      return err(problem('too-large', 'The body of the request is larger than 4 MiB'))
    }
    text += decoder.decode(next.value, { stream: true })
  }
  text += decoder.decode()
  if (text === '') return ok({})
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return err(problem('invalid-request', 'The body of the request is no JSON'))
  }
}
