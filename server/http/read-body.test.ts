import { expect, test } from 'vitest'
import { readJson } from './read-body.ts'

/** A request whose sender disconnects in the middle of the body, as Node reports it. */
function brokenOff(): Request {
  const parts = [new TextEncoder().encode('{"a":')]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.pop()
      if (part === undefined) controller.error(new Error('aborted'))
      else controller.enqueue(part)
    },
  })
  return new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)
}

test('a body that breaks off is a request that is refused, not a surprise', async () => {
  const read = await readJson(brokenOff())
  expect(read.ok ? undefined : read.error).toMatchObject({
    code: 'invalid-request',
    message: 'The body of the request broke off',
  })
})
