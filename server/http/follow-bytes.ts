import type { Clock } from '../ports/clock.ts'

export interface FollowOptions {
  readonly clock: Clock
  readonly expiresAt: number
  readonly closing: AbortSignal
  readonly from: number
  readonly follow: boolean
  /** Whether the log is known to be complete before the first read. */
  readonly complete: boolean
  readonly milliseconds: number
  readonly logBytes: number
  readonly read: (from: number) => Promise<{ readonly bytes: Uint8Array; readonly size: number } | undefined>
  readonly grown: (size: number, signal: AbortSignal) => Promise<void>
  readonly isOpen: () => boolean | Promise<boolean>
}

const lookAgainAfter = 1000

/**
 * Responds with a log's bytes from an offset. `X-Log-Complete: true` means that nothing follows this response. A followed response ends after some
 * time, after enough bytes, or when the log is complete; the client resumes at its byte.
 */
export function followBytes(request: Request, options: FollowOptions): Response {
  const { clock, closing, follow, complete } = options
  const end = new AbortController()
  const stopTimer = clock.after(Math.max(0, Math.min(options.milliseconds, options.expiresAt - clock.now())), () =>
    end.abort(),
  )
  const signal = AbortSignal.any([end.signal, closing, request.signal])
  let at = options.from
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const open = follow && !complete && (await options.isOpen())
        const chunk = await options.read(at)
        if (chunk !== undefined && chunk.bytes.length > 0) {
          at += chunk.bytes.length
          sent += chunk.bytes.length
          controller.enqueue(chunk.bytes)
          if (follow && !complete && sent >= options.logBytes) break
          return
        }
        if (!open || signal.aborted) break
        await grownOrSoon(Math.max(at, chunk?.size ?? 0))
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

  /** Waits for growth, but not for long: a step may be quiet, and its end does not grow the log, so it has to be polled for. */
  async function grownOrSoon(size: number): Promise<void> {
    const turn = new AbortController()
    const stopTurn = clock.after(lookAgainAfter, () => turn.abort())
    await options.grown(size, AbortSignal.any([signal, turn.signal]))
    stopTurn()
  }

  const headers = {
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
    'x-log-complete': String(complete),
    'x-accel-buffering': 'no',
  }
  return new Response(body, { headers })
}
