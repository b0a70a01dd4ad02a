import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { Refused } from '../session-port.ts'
import type { StreamNews, StreamRequest, TokenWish } from './stream-messages.ts'

/** Resolves to the person's token; undefined if nobody is signed in. */
export type TokenSource = (wish: TokenWish) => Promise<string | undefined>

/** An open connection. */
export interface Reading {
  /** Closes the connection. */
  readonly stop: () => void
}

/** How a reading ended; `signedOut` lists the tokens that were refused, even fresh ones, so that somebody must sign in. */
export type End = 'ended' | 'down' | 'complete' | 'refused' | { readonly signedOut: Refused }

/** Reads one connection of a stream from a position until it ends, fails, is refused or has to make room. */
export function readStream(
  ports: { readonly fetch: typeof fetch },
  request: StreamRequest,
  position: string | number | undefined,
  token: TokenSource,
  stop: AbortSignal,
  tell: (news: StreamNews) => void,
): { readonly reading: Reading; readonly end: Promise<End> } {
  const turn = new AbortController()
  const signal = AbortSignal.any([stop, turn.signal])
  const sent: (string | undefined)[] = []
  return {
    reading: { stop: () => turn.abort() },
    end: read().catch((): End => {
      if (signal.aborted) return 'ended'
      tell({ kind: 'down' })
      return 'down'
    }),
  }

  async function connect(wish: TokenWish): Promise<Response> {
    // The tab that holds the token may be frozen and never answer; the connection must not wait for it.
    const bearer = await Promise.race([token(wish), endOf(signal)])
    sent.push(bearer)
    const headers: Record<string, string> = {
      accept: request.kind === 'events' ? 'text/event-stream' : 'application/octet-stream',
    }
    if (bearer !== undefined) headers['authorization'] = `Bearer ${bearer}`
    if (request.kind === 'events' && position !== undefined) headers['last-event-id'] = String(position)
    return ports.fetch(urlAt(request, position), { headers, signal, cache: 'no-store' })
  }

  async function read(): Promise<End> {
    const first = await connect('known')
    const response = first.status === 401 ? await connect('fresh') : first
    if (!response.ok || response.body === null) return refuse(response)
    tell({ kind: 'open' })
    if (request.kind === 'events') return readEvents(response.body)
    await readBytes(response.body)
    if (response.headers.get('x-log-complete') !== 'true') return 'ended'
    tell({ kind: 'complete' })
    return 'complete'
  }

  async function refuse(response: Response): Promise<End> {
    if (response.status === 401) return { signedOut: sent }
    const body = await response.text()
    if (response.status >= 500 || response.status === 429) {
      tell({ kind: 'down' })
      return 'down'
    }
    tell({ kind: 'refused', status: response.status, body })
    return 'refused'
  }

  async function readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<End> {
    let came: EventSourceMessage[] = []
    const parser = createParser({ onEvent: (event) => came.push(event) })
    const decoder = new TextDecoder()
    for await (const chunk of chunksOf(body)) {
      came = []
      parser.feed(decoder.decode(chunk, { stream: true }))
      const end = came.findIndex(({ event }) => event === 'end')
      const events = end === -1 ? came : came.slice(0, end)
      if (events.length > 0) tell({ kind: 'events', events })
      if (end !== -1) return 'ended'
    }
    return 'ended'
  }

  async function readBytes(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    let from = Number(position ?? 0)
    for await (const bytes of chunksOf(body)) {
      // Read the size first: the listener may transfer the bytes, which empties them.
      const size = bytes.byteLength
      tell({ kind: 'bytes', from, bytes })
      from += size
    }
  }
}

/** Uses a reader, because not every browser can iterate a stream. */
async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Rejects when the signal aborts, as `fetch` does. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(new DOMException('Given up', 'AbortError'))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
}

function urlAt(request: StreamRequest, position: string | number | undefined): string {
  if (request.kind === 'events') return request.url
  const join = request.url.includes('?') ? '&' : '?'
  return `${request.url}${join}from=${String(position ?? 0)}&follow=1`
}
