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

/** Queues events. The promise settles when the reader has room for more, or the stream is over. */
export type SendEvents = (...events: readonly EventSource[]) => Promise<void>

const heartbeatAfter = 15_000
/** Bytes that wait for a reader before whoever sends has to wait too. */
const queued = 256 * 1024

/**
 * Responds with server-sent events. A comment every 15 s keeps connections open. The last event `end` says why the stream ends: the token expires,
 * the server closes, or it has been open long enough. `produce` must return when its signal aborts, and wait for what it sends: otherwise a reader
 * that stands still would fill the server's memory.
 */
export function eventStream(
  request: Request,
  { clock, expiresAt, milliseconds, closing }: StreamEnd,
  produce: (send: SendEvents, signal: AbortSignal) => Promise<void>,
): Response {
  const encoder = new TextEncoder()
  const over = new AbortController()
  let timers: (() => void)[] = []
  let open = true
  let room = Promise.withResolvers<void>()
  const source: UnderlyingDefaultSource<Uint8Array> = {
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
      const send: SendEvents = async (...events) => {
        write(events.map(({ id, text }) => `${id === undefined ? '' : `id: ${id}\n`}data: ${text}\n\n`).join(''))
        if (!open || (controller.desiredSize ?? 0) > 0) return
        await room.promise
      }
      produce(send, over.signal).then(
        () => end('complete'),
        () => end('failed'),
      )
    },
    pull() {
      room.resolve()
      room = Promise.withResolvers()
    },
    cancel() {
      open = false
      stop()
    },
  }
  const body = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: queued }))
  function stop(): void {
    for (const cancel of timers) cancel()
    over.abort()
    room.resolve()
  }
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  }
  return new Response(body, { headers })
}
