import type { Clock } from '../ports/clock.ts'

/** An event to send; `text` is its data as JSON. */
export interface EventSource {
  readonly id?: string
  readonly text: string
}

export interface StreamEnd {
  readonly clock: Clock
  /** When the caller's token expires, in milliseconds since 1970 UTC. */
  readonly expiresAt: number
  readonly milliseconds: number
  /** Ends all streams when the server closes. */
  readonly closing: AbortSignal
}

const heartbeatAfter = 15_000

/**
 * Responds with server-sent events. A comment every 15 s keeps connections open. The last event `end` says why the stream ends: the token expires,
 * the server closes, or it has been open long enough. `produce` must return when its signal aborts.
 */
export function eventStream(
  request: Request,
  { clock, expiresAt, milliseconds, closing }: StreamEnd,
  produce: (send: (...events: readonly EventSource[]) => void, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder()
  const over = new AbortController()
  let timers: (() => void)[] = []
  let open = true
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => {
        if (open) controller.enqueue(encoder.encode(text))
      }
      const end = (reason: string): void => {
        if (!open) return
        write(`event: end\ndata: ${JSON.stringify({ reason })}\n\n`)
        open = false
        stop()
        controller.close()
      }
      const beat = (): void => {
        write(': \n\n')
        timers.push(clock.after(heartbeatAfter, beat))
      }
      write('retry: 1000\n\n')
      const left = expiresAt - clock.now()
      timers = [
        clock.after(heartbeatAfter, beat),
        clock.after(Math.min(left, milliseconds), () => end(left <= milliseconds ? 'expired' : 'resume')),
      ]
      closing.addEventListener('abort', () => end('closing'), { signal: over.signal })
      request.signal.addEventListener('abort', () => end('resume'), { signal: over.signal })
      // Write all events at once: a busy run has thousands a second, and each write is a packet.
      const send = (...events: readonly EventSource[]): void =>
        write(events.map(({ id, text }) => `${id === undefined ? '' : `id: ${id}\n`}data: ${text}\n\n`).join(''))
      produce(send, over.signal).then(
        () => end('complete'),
        () => end('failed'),
      )
    },
    cancel() {
      open = false
      stop()
    },
  })
  function stop(): void {
    for (const cancel of timers) cancel()
    over.abort()
  }
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  }
  return new Response(body, { headers })
}
