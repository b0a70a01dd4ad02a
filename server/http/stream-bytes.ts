import type { Clock } from '../ports/clock.ts'

export interface ByteStreamEnd {
  readonly clock: Clock
  readonly expiresAt: number
  readonly closing: AbortSignal
  readonly milliseconds: number
  readonly logBytes: number
}

/** Streams bytes as they arrive, up to a duration or size; the client resumes at its byte. */
export function streamBytes(
  request: Request,
  options: ByteStreamEnd,
  open: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
): Response {
  const { clock, expiresAt, closing, milliseconds, logBytes } = options
  const end = new AbortController()
  const stopTimer = clock.after(Math.max(0, Math.min(milliseconds, expiresAt - clock.now())), () => end.abort())
  const chunks = open(AbortSignal.any([end.signal, closing, request.signal]))[Symbol.asyncIterator]()
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next =
        sent >= logBytes
          ? { done: true as const, value: undefined }
          : await chunks.next().catch(() => ({ done: true as const, value: undefined }))
      if (next.done !== true) {
        sent += next.value.byteLength
        controller.enqueue(next.value)
        return
      }
      stopTimer()
      end.abort()
      controller.close()
    },
    cancel() {
      stopTimer()
      end.abort()
    },
  })
  const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
  return new Response(body, { headers })
}
